import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { searchAll } from './service.ts';

export const search = {
  all: searchAll,
} satisfies LedgerProcedures<'search'>;
