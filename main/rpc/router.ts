import { os } from './implementer.ts';
import { historyRoutes } from './routes/history.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { mpaRoutes } from './routes/mpas.ts';
import { sheetRoutes } from './routes/sheets.ts';

/** The one implementation of the contract, behind every transport. */
export const router = os.router({
  history: historyRoutes,
  ledger: ledgerRoutes,
  mpas: mpaRoutes,
  sheets: sheetRoutes,
});

export type Router = typeof router;
