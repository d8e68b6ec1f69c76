import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { setEndCustomerOfSubsets, setWorkflow } from './links.ts';
import { mergeSubsets, previewMerge } from './merge.ts';
import { previewRemove, removeSubsets } from './remove.ts';
import { addSubset, getSubset, listSubsets, renameSubset, setSubsetNote } from './service.ts';
import { previewSplit, splitSubset } from './split.ts';

export const subsets = {
  list: listSubsets,
  get: getSubset,
  previewMerge,
  previewSplit,
  previewRemove,
  add: addSubset,
  rename: { run: renameSubset, now: getSubset },
  setNote: { run: setSubsetNote, now: getSubset },
  merge: mergeSubsets,
  split: splitSubset,
  remove: removeSubsets,
  setWorkflow,
  setEndCustomer: setEndCustomerOfSubsets,
} satisfies LedgerProcedures<'subsets'>;
