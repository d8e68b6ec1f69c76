import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(ROOT, 'test-type-walls-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Compiles one source under an environment's own tsconfig; gives tsc's error codes and names, or [] when it compiles. */
async function errorsOf(environment: string, source: string): Promise<string[]> {
  const file = join(folder, 'probe.ts');
  await writeFile(file, source);
  const config = join(folder, 'tsconfig.json');
  await writeFile(
    config,
    JSON.stringify({ extends: join(ROOT, environment, 'tsconfig.json'), include: [file], exclude: [] }),
  );
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [TSC, '-p', config, '--pretty', 'false'], (_failure, stdout) => resolve(stdout));
  });
  return [...output.matchAll(/error TS\d+: Cannot find name '(\w+)'|error (TS\d+)/g)].map(
    ([, name, code]) => name ?? code ?? '',
  );
}

test.each([
  ['shared', 'export const a = document.title;', ['document']],
  ['shared', 'export const a = process.env;', ['process']],
  ['shared', 'export const a = Buffer.alloc(1);', ['Buffer']],
  ['shared', "import { oc } from '@orpc/contract'; export const a = oc; export const b = window;", ['window']],
  ['shared', "import { z } from 'zod'; export const a = z; export const b = setTimeout;", ['setTimeout']],
  ['main', 'export const a = document.title;', ['document']],
  ['main', 'export const a: HTMLElement | undefined = undefined;', ['HTMLElement']],
  ['main', 'export const a = process.version;', []],
  ['main', 'export const a: Electron.App | undefined = undefined;', ['TS2503']],
  ['main', 'export const a = Promise.withResolvers();', ['TS2550']],
  ['main/hosts/desktop', 'export const a = document.title;', ['document']],
  ['main/hosts/desktop', "import type { App } from 'electron'; export type A = App;", []],
  ['renderer', 'export const a = process.env;', ['process']],
  ['renderer', 'export const a = Buffer.alloc(1);', ['Buffer']],
  ['renderer', "import { oc } from '@orpc/contract'; export const a = oc; export const b = process;", ['process']],
  ['renderer', 'export const a = document.title;', []],
])('%s: %s', async (environment, source, expected) => {
  expect(await errorsOf(environment, source)).toEqual(expected);
});

test('what implements a feature is all of its procedures, each of its kind, and no others', async () => {
  const source = `
    import type { LedgerProcedures } from '../main/core/runtime/procedure.ts';
    import { mpas } from '../main/core/enrolment/mpas/index.ts';
    export const whole = mpas satisfies LedgerProcedures<'mpas'>;
    const { list, get, add, set } = mpas;
    // @ts-expect-error remove is missing
    export const a = { list, get, add, set } satisfies LedgerProcedures<'mpas'>;
    // @ts-expect-error a write stands for a read
    export const b = { ...mpas, list: set } satisfies LedgerProcedures<'mpas'>;
    // @ts-expect-error the contract knows no rename
    export const c = { ...mpas, rename: set } satisfies LedgerProcedures<'mpas'>;`;
  expect(await errorsOf('main', source)).toEqual([]);
});

test('so is what only tasks ask for', async () => {
  const source = `
    import type { OwnImplementations } from '../main/core/runtime/procedure.ts';
    import { awsSetupOwn } from '../main/core/enrolment/aws-setup/index.ts';
    import { ticketsOwn } from '../main/core/enrolment/tickets/index.ts';
    export const whole = { ...awsSetupOwn, ...ticketsOwn } satisfies OwnImplementations;
    // @ts-expect-error those of tickets are missing
    export const a = awsSetupOwn satisfies OwnImplementations;
    // @ts-expect-error a read stands for a job
    export const b = { ...whole, 'tickets.writeFiles': awsSetupOwn['aws.keptFile'] } satisfies OwnImplementations;`;
  expect(await errorsOf('main', source)).toEqual([]);
});
