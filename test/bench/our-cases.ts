import { cpSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Core } from '../../main/core/core.ts';
import { silentLog } from '../../main/core/log/log.ts';
import type { Client } from '../../shared/contract/client.ts';
import { inProcessClient } from '../../main/rpc/in-process.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { resultOf } from '../support/result-of.ts';
import type { Case } from './cases.ts';
import type { BenchSize } from './data.ts';
import { fixturePaths, MPA_ID } from './fixture.ts';
import { paged, PAGES, scratch } from './peer-cases.ts';

const mpaId = accountId(MPA_ID);
let core: Core | null = null;

/** A core over a copy of a ledger of the fixture, so that no run sees what another did. @returns the folder */
export function openCopy(folder: string, which: 'ledger' | 'empty'): string {
  const path = scratch(folder, 'ledger.db');
  mkdirSync(dirname(path), { recursive: true });
  cpSync(fixturePaths(folder)[which], path);
  core = new Core({ ledgerPath: path, host: 'test', who: 'bench', appVersion: '0.0.0', log: silentLog() });
  return folder;
}

/** The contract over that core. */
export function client(): Client {
  if (!core) throw new Error('the case has not opened a ledger');
  return inProcessClient({ core, log: silentLog(), localFiles: true });
}

/** Closes it. */
export const finish = async (): Promise<void> => {
  await core?.close();
};

function exportCase(format: 'xlsx' | 'csv'): Case {
  return {
    prepare: (folder) => openCopy(folder, 'ledger'),
    run: async (folder, size) => {
      const input = { mpaId, sheet: 3 as const, format, folder: dirname(scratch(folder, 'out')) };
      const { rows } = await resultOf(await client().sheets.export(input));
      return expectRows(rows, size);
    },
    finish,
    stalls: true,
  };
}

/** From the file to the ledger, as `enroll import --yes` does it: read, compared, applied, and the stage cleared away. */
function importCase(which: 'xlsx' | 'csv'): Case {
  return {
    prepare: (folder) => openCopy(folder, 'empty'),
    run: async (folder, size) => {
      const { imports } = client();
      const source = { kind: 'path' as const, path: fixturePaths(folder)[which] };
      const start = performance.now();
      const { importId } = await resultOf(await imports.open({ mpaId, source }));
      const opened = performance.now();
      const { value } = await resultOf(await imports.apply({ importId }));
      const applied = performance.now();
      await resultOf(await imports.close({ importId }));
      const extra = { 'ms to the preview': opened - start, 'ms to apply': applied - opened };
      return { ...expectRows(value.accounts.added, size), extra };
    },
    finish,
    stalls: true,
  };
}

/** Pages of 100 by name through a filter that most accounts pass, one after the other, as a person scrolls. */
async function pages(): Promise<{ checked: string; extra: Record<string, number> }> {
  const times: number[] = [];
  let cursor: string | null = null;
  while (times.length < PAGES) {
    const start = performance.now();
    const page: { next: string | null } = await client().accounts.page({
      mpaId,
      filter: { text: 'env-' },
      sort: 'name',
      cursor,
    });
    times.push(performance.now() - start);
    cursor = page.next;
    if (cursor === null) break;
  }
  return paged(times);
}

function expectRows(rows: number, { accounts }: BenchSize): { checked: string } {
  if (rows !== accounts) throw new Error(`${rows} rows in place of ${accounts}`);
  return { checked: `rows ${rows}` };
}

/** The work of the product, each through the contract as every host does it. */
export const OUR_CASES: Readonly<Record<string, Case>> = {
  'import-xlsx': importCase('xlsx'),
  'import-csv': importCase('csv'),
  'export-xlsx': exportCase('xlsx'),
  'export-csv': exportCase('csv'),
  check: {
    prepare: (folder) => openCopy(folder, 'ledger'),
    run: async () => {
      const { counts } = await resultOf(await client().checks.run({ mpaId }));
      return { checked: `findings ${counts.error + counts.warning + counts.hint}` };
    },
    finish,
    stalls: true,
  },
  pages: { prepare: (folder) => openCopy(folder, 'ledger'), run: pages, finish },
  undo: {
    prepare: (folder) => openCopy(folder, 'ledger'),
    run: async () => {
      const {
        value: { rows },
      } = await client().history.undo();
      return { checked: `rows ${rows}` };
    },
    finish,
    stalls: true,
  },
};
