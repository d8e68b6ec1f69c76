import { changesOfMonths } from './changes.ts';
import { accountsOfPayer, assertPayer, dropDataSets, keepDataSet, keptDataSets } from './service.ts';

/** What only the tasks of cost data ask of the ledger; see shared/contract/own-procedures.ts. */
export const costDataOwn = {
  'costData.kept': keptDataSets,
  'costData.accounts': accountsOfPayer,
  'costData.assertPayer': assertPayer,
  'costData.keep': keepDataSet,
  'costData.changes': changesOfMonths,
  'costData.drop': dropDataSets,
} as const;
