import { costChoices, setCreditClass, setEcoList } from '../choices/service.ts';
import { previewEcoList } from '../eco/read-list.ts';
import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { changesOfMonths } from './changes.ts';
import { accountsOfPayer, assertPayer, dropDataSets, keepDataSet, keptDataSets } from './service.ts';

/** What pages and commands read and change of it in the ledger. */
export const costDataLedger = { previewEcoList, setCreditClass, setEcoList } satisfies LedgerProcedures<'costData'>;

/** What only the tasks of cost data ask of the ledger; see shared/contract/own-procedures.ts. */
export const costDataOwn = {
  'costData.kept': keptDataSets,
  'costData.choices': costChoices,
  'costData.accounts': accountsOfPayer,
  'costData.assertPayer': assertPayer,
  'costData.keep': keepDataSet,
  'costData.changes': changesOfMonths,
  'costData.drop': dropDataSets,
} as const;
