import { revealed } from '../../../../shared/domain/hidden-text.ts';
import type { ReadField } from '../../../../shared/domain/import-field.ts';
import { letterKey, lookAlikeKey, strangeLetters } from '../../../../shared/domain/look-alike.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import { rowFault } from '../../../../shared/domain/row-fault.ts';
import type { RowFaultKey } from '../../../../shared/domain/row-fault.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import * as repo from './classify-repo.ts';

/** What a file can make anew, and how it is compared with what is there. */
const KINDS: readonly {
  readonly field: ReadField;
  readonly fault: RowFaultKey;
  readonly added: typeof repo.newSubsets;
  readonly there: typeof repo.subsetNames;
  readonly key: (name: string) => string;
}[] = [
  { field: 'subsetName', fault: 'subset-alike', added: repo.newSubsets, there: repo.subsetNames, key: lookAlikeKey },
  {
    field: 'workflowName',
    fault: 'workflow-alike',
    added: repo.newWorkflows,
    there: repo.workflowNames,
    key: lookAlikeKey,
  },
  {
    field: 'consoleEmail',
    fault: 'customer-alike',
    added: repo.newCustomers,
    there: repo.customerAddresses,
    key: letterKey,
  },
];

/**
 * Warns of subsets, workflows and end customers that would be made and are easily taken for one of the ledger, or for one that an
 * earlier row makes: at the first row of each.
 * @param db a stage that is planned, with the ledger attached
 */
export function warnOfAlike(db: ReadDb, mpaId: string): void {
  for (const { field, fault: key, added, there, key: keyOf } of KINDS) {
    const names = added.all(db);
    if (names.length === 0) continue;
    const known = new Map(there.all(db, { mpaId }).map(({ name }) => [keyOf(name), name]));
    for (const { seq, name } of names) {
      const alike = keyOf(name);
      const other = known.get(alike);
      if (other === undefined) known.set(alike, name);
      if (other === undefined || nameKey(other) === nameKey(name)) continue;
      const details = { name: revealed(name), other: `'${revealed(other)}'`, letters: strangeLetters(name) };
      const { code } = rowFault(key);
      repo.warnRow(db, { seq, code, key, field, value: name, details: JSON.stringify(details) });
    }
  }
}
