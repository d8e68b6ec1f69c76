/**
 * `node other-program.ts`: what happens outside of the program under test, for one test after another, in one process that has loaded the core
 * once. A line on its input is a request, the line that comes back the answer.
 * - a ledger: written with the content that a test begins with;
 * - a command of `enroll`: to the program under test it is what a person types beside it. It opens the ledger and closes it again.
 */
import { enableCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { cacheFolder } from '../../../main/hosts/setup/paths.ts';
import type { LedgerContent } from './ledger-content.ts';

/** What it is asked for. */
export type Request =
  | { readonly write: string; readonly content: LedgerContent }
  | { readonly environment: Readonly<Record<string, string>>; readonly args: readonly string[] };

/** How it went: why not, or null. */
export interface Answer {
  readonly failure: string | null;
}

enableCompileCache(cacheFolder());
const [{ runHere }, { writeLedger }] = await Promise.all([
  import('../../cli/run-here.ts'),
  import('./ledger-content.ts'),
]);

async function run(request: Request): Promise<string | null> {
  if ('args' in request) {
    const environment = { ...process.env, ...request.environment };
    const { code, stderr } = await runHere(request.args, '', { environment, folder: process.cwd() });
    return code === 0 ? null : `enroll ${request.args.join(' ')} ended with ${code}: ${stderr}`;
  }
  writeLedger(request.write, request.content);
  return null;
}

for await (const line of createInterface(process.stdin)) {
  // Written by the class beside: OtherProgram.
  const failure = await run(JSON.parse(line) as Request).catch(String);
  process.stdout.write(`${JSON.stringify({ failure } satisfies Answer)}\n`);
}
