import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { assignAccounts, previewAssign } from './assign.ts';
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
  set: setAccount,
  remove: removeAccount,
  assign: assignAccounts,
  applyEdits,
} satisfies LedgerProcedures<'accounts'>;
