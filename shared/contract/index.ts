import { history } from './history.ts';
import { ledger } from './ledger.ts';
import { mpas } from './mpas.ts';
import { sheets } from './sheets.ts';

/** The whole contract between the core and every host and screen. */
export const contract = {
  history,
  ledger,
  mpas,
  sheets,
};

export type Contract = typeof contract;
