import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { assignAccounts, previewAssign, subsetOfSelection } from './assign.ts';
import { applyEdits, previewEdits } from './edits.ts';
import { addAccount, countOfAccounts, getAccount, pageAccounts, removeAccount, setAccount } from './service.ts';
import { spreadOfAccounts, valuesOfAccounts } from './values.ts';

export const accounts = {
  page: pageAccounts,
  count: countOfAccounts,
  values: valuesOfAccounts,
  spread: spreadOfAccounts,
  get: getAccount,
  previewAssign,
  previewEdits,
  add: addAccount,
  set: { run: setAccount, now: getAccount },
  remove: removeAccount,
  assign: { run: assignAccounts, now: subsetOfSelection },
  applyEdits,
} satisfies LedgerProcedures<'accounts'>;
