import { assignAccounts, previewAssign } from './assign.ts';
import { applyEdits, previewEdits } from './edits.ts';
import { addAccount, countOfAccounts, getAccount, pageAccounts, removeAccount, setAccount } from './service.ts';
import { spreadOfAccounts, valuesOfAccounts } from './values.ts';

export const accountReads = {
  'accounts.page': pageAccounts,
  'accounts.count': countOfAccounts,
  'accounts.values': valuesOfAccounts,
  'accounts.spread': spreadOfAccounts,
  'accounts.get': getAccount,
  'accounts.previewAssign': previewAssign,
};

export const accountJobs = {
  'accounts.previewEdits': previewEdits,
};

export const accountWrites = {
  'accounts.add': { run: addAccount },
  'accounts.set': { run: setAccount },
  'accounts.remove': { run: removeAccount },
  'accounts.assign': { run: assignAccounts },
  'accounts.applyEdits': { run: applyEdits },
};
