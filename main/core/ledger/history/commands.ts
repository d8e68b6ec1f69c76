import { backUpLedger } from '../backup.ts';
import { verifyLedger } from '../verify.ts';
import {
  countOperations,
  entityHistory,
  getOperation,
  listOperations,
  listPeople,
  pendingReversals,
} from './service.ts';

/** What can be read of the history. */
export const historyReads = {
  'history.list': listOperations,
  'history.count': countOperations,
  'history.people': listPeople,
  'history.get': getOperation,
  'history.of': entityHistory,
  'history.pending': pendingReversals,
};

/** Long work on the ledger as a whole. */
export const ledgerJobs = {
  'ledger.backup': backUpLedger,
  'ledger.verify': verifyLedger,
};
