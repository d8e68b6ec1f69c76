import { history } from './history.ts';
import { ledger } from './ledger.ts';
import { mpas } from './mpas.ts';

/** The whole contract between the core and every host and screen. */
export const contract = { mpas, history, ledger };

export type Contract = typeof contract;
