import { accountId } from '../../shared/domain/account-id.ts';
import type { ImportDecisions, ImportFault, ImportRow, ImportSummary } from '../../shared/contract/imports.ts';
import type { ImportField } from '../../shared/domain/import-field.ts';
import { resultOf } from '../support/result-of.ts';
import { tempCore } from '../support/temp-core.ts';

/** A file as it is given by its bytes. */
export function fileOf(name: string, content: string | Uint8Array) {
  return { kind: 'bytes' as const, name, base64: Buffer.from(content).toString('base64') };
}

/** The payer account of the samples. */
export const MPA = accountId('099999999999');

type Source =
  { kind: 'path'; path: string } | { kind: 'text'; text: string } | { kind: 'bytes'; name: string; base64: string };

interface OpenOptions {
  mpaId?: string;
  sheets?: 'all' | string[];
  headerRow?: number;
  map?: Record<string, ImportField>;
  perSheet?: Record<string, { headerRow?: number; map?: Record<string, ImportField> }>;
  placeholders?: 'blank' | 'text';
  encoding?: string;
  decisions?: Partial<ImportDecisions>;
  askForHeader?: boolean;
}

/** A ledger with the payer account of the samples, and imports on it in short form. */
export async function importDesk() {
  const result = async <T>(running: Promise<Parameters<typeof resultOf<T>>[0]>): Promise<T> => resultOf(await running);
  const { core, client, ledgerPath } = tempCore({ now: '2026-11-21T09:00:00Z' });
  await client.mpas.add({ id: MPA, name: 'Example MSP', scenario: 'enterprise', spotOrgId: '606000000001' });
  const open = (source: Source | string, options: OpenOptions = {}): Promise<ImportSummary> =>
    result(
      client.imports.open({
        mpaId: MPA,
        source: typeof source === 'string' ? { kind: 'path', path: source } : source,
        ...options,
      }),
    );
  const apply = async ({ importId, preview }: ImportSummary, skipInvalid = false) =>
    (await result(client.imports.apply({ importId, preview, skipInvalid }))).value;
  return {
    core,
    client,
    ledgerPath,
    open,
    apply,
    paste: (text: string, options: OpenOptions = {}) => open({ kind: 'text', text }, options),
    decide: (summary: ImportSummary, decisions?: Partial<ImportDecisions>) =>
      result(client.imports.decide({ importId: summary.importId, decisions })),
    importAll: async (source: Source | string, options: OpenOptions = {}) => apply(await open(source, options)),
    faults: async ({ importId }: ImportSummary): Promise<ImportFault[]> =>
      (await client.imports.faults({ importId, limit: 1000 })).faults,
    rows: async ({ importId }: ImportSummary, state: ImportRow['state'] | null = null): Promise<ImportRow[]> =>
      (await client.imports.rows({ importId, state, limit: 1000 })).rows,
    mpa: () => client.mpas.get({ id: MPA }),
    operations: async () => (await client.history.list({ limit: 1000 })).length,
  };
}
