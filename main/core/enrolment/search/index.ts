import { searchAll } from './service.ts';
import type { LedgerProcedures } from '../../runtime/procedure.ts';

export const search = {
  all: searchAll,
} satisfies LedgerProcedures<'search'>;
