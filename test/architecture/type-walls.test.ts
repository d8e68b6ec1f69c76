import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

const WHOLE_FEATURE = `
  import type { LedgerProcedures } from '../../main/core/runtime/procedure.ts';
  import { mpas } from '../../main/core/enrolment/mpas/index.ts';
  export const whole = mpas satisfies LedgerProcedures<'mpas'>;
  const { list, get, add, set } = mpas;
  // @ts-expect-error remove is missing
  export const a = { list, get, add, set } satisfies LedgerProcedures<'mpas'>;
  // @ts-expect-error a write stands for a read
  export const b = { ...mpas, list: set } satisfies LedgerProcedures<'mpas'>;
  // @ts-expect-error the contract knows no rename
  export const c = { ...mpas, rename: set } satisfies LedgerProcedures<'mpas'>;`;

const OF_TASKS_ALONE = `
  import type { OwnImplementations } from '../../main/core/runtime/procedure.ts';
  import { costDataOwn } from '../../main/core/billing/data-sets/index.ts';
  import { awsSetupOwn } from '../../main/core/enrolment/aws-setup/index.ts';
  import { ticketsOwn } from '../../main/core/enrolment/tickets/index.ts';
  import { ledgerOwn } from '../../main/core/history/index.ts';
  export const whole = { ...awsSetupOwn, ...costDataOwn, ...ledgerOwn, ...ticketsOwn } satisfies OwnImplementations;
  // @ts-expect-error those of tickets are missing
  export const a = awsSetupOwn satisfies OwnImplementations;
  // @ts-expect-error a read stands for a job
  export const b = { ...whole, 'tickets.writeFiles': awsSetupOwn['aws.keptFile'] } satisfies OwnImplementations;`;

/** Sources of each environment with the errors of each: names that are not there, other errors by their code. */
const PROBES: Readonly<
  Record<string, readonly (readonly [what: string, source: string, errors: readonly string[]])[]>
> = {
  shared: [
    ['no page', 'export const a = document.title;', ['document']],
    ['no process', 'export const a = process.env;', ['process']],
    ['no Buffer', 'export const a = Buffer.alloc(1);', ['Buffer']],
    [
      'oRPC brings no page',
      "import { oc } from '@orpc/contract'; export const a = oc; export const b = window;",
      ['window'],
    ],
    [
      'zod brings no timers',
      "import { z } from 'zod'; export const a = z; export const b = setTimeout;",
      ['setTimeout'],
    ],
  ],
  main: [
    ['no page', 'export const a = document.title;', ['document']],
    ['no elements', 'export const a: HTMLElement | undefined = undefined;', ['HTMLElement']],
    ['the process', 'export const a = process.version;', []],
    ['no Electron', 'export const a: Electron.App | undefined = undefined;', ['TS2503']],
    ['nothing newer than its Node', 'export const a = Promise.withResolvers();', ['TS2550']],
    ['what implements a feature is all of its procedures, each of its kind, and no others', WHOLE_FEATURE, []],
    ['so is what only tasks ask for', OF_TASKS_ALONE, []],
  ],
  'main/hosts/desktop': [
    ['no page', 'export const a = document.title;', ['document']],
    ['Electron', "import type { App } from 'electron'; export type A = App;", []],
  ],
  renderer: [
    ['no process', 'export const a = process.env;', ['process']],
    ['no Buffer', 'export const a = Buffer.alloc(1);', ['Buffer']],
    [
      'oRPC brings no process',
      "import { oc } from '@orpc/contract'; export const a = oc; export const b = process;",
      ['process'],
    ],
    ['the page', 'export const a = document.title;', []],
  ],
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(ROOT, 'test-type-walls-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiles sources under an environment's own tsconfig. @returns of each the names that are not there and the codes of other errors */
async function errorsOf(environment: string, sources: readonly string[]): Promise<string[][]> {
  const place = join(folder, environment.replaceAll('/', '-'));
  mkdirSync(place);
  const files = sources.map((_, index) => `probe-${index}.ts`);
  for (const [index, file] of files.entries()) writeFileSync(join(place, file), sources[index] ?? '');
  const config = join(place, 'tsconfig.json');
  const own = join(ROOT, environment, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: own, include: files, exclude: [] }));
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [TSC, '-p', config, '--pretty', 'false'], (_failure, stdout) => resolve(stdout));
  });
  const errors = [...output.matchAll(/^(.*?)\(\d+,\d+\): error (?:TS\d+: Cannot find name '(\w+)'|(TS\d+))/gmu)];
  return files.map((file) =>
    errors.filter(([, path = '']) => basename(path) === file).map(([, , name, code]) => name ?? code ?? ''),
  );
}

describe.each(Object.entries(PROBES))('%s', (environment, probes) => {
  let found: string[][];
  beforeAll(async () => {
    found = await errorsOf(
      environment,
      probes.map(([, source]) => source),
    );
  });

  test.each(probes.map(([what, , errors], index) => [what, errors, index] as const))('%s', (_what, errors, index) => {
    expect(found[index]).toEqual(errors);
  });
});
