import { searchAll } from './service.ts';

export const searchReads = {
  'search.all': searchAll,
};
