import { backUpLedger } from '../ledger/backup.ts';
import type { WriteContext } from '../ledger/context.ts';
import { revertOperation } from '../ledger/revert.ts';
import { becomeDemo } from '../ledger/identity.ts';
import { redoLast, undoLast, undoTo } from '../ledger/undo.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { LedgerProcedures } from '../runtime/procedure.ts';
import {
  countOperations,
  entityHistory,
  getOperation,
  listOperations,
  listPeople,
  pendingReversals,
} from './service.ts';

export const history = {
  list: listOperations,
  count: countOperations,
  people: listPeople,
  get: getOperation,
  of: entityHistory,
  pending: pendingReversals,
  undo: { reverse: undoLast },
  undoTo: { reverse: undoTo },
  redo: { reverse: redoLast },
  revert: revertOperation,
} satisfies LedgerProcedures<'history'>;

/** Long work on the ledger as a whole. */
export const ledger = {
  backup: backUpLedger,
  verify: verifyLedger,
} satisfies LedgerProcedures<'ledger'>;

/** What only the maker of a demo asks for; see shared/contract/own-procedures.ts. */
export const ledgerOwn = {
  'ledger.becomeDemo': {
    run: ({ db }: WriteContext, _input: undefined): object => {
      becomeDemo(db);
      return {};
    },
    journal: true,
  },
} as const;
