import { setEndCustomerOfSubsets, setWorkflow } from './links.ts';
import { mergeSubsets, previewMerge } from './merge.ts';
import { previewRemove, removeSubsets } from './remove.ts';
import { addSubset, getSubset, listSubsets, renameSubset, setSubsetNote } from './service.ts';
import { previewSplit, splitSubset } from './split.ts';

export const subsetReads = {
  'subsets.list': listSubsets,
  'subsets.get': getSubset,
  'subsets.previewMerge': previewMerge,
  'subsets.previewSplit': previewSplit,
  'subsets.previewRemove': previewRemove,
};

export const subsetWrites = {
  'subsets.add': { run: addSubset },
  'subsets.rename': { run: renameSubset },
  'subsets.setNote': { run: setSubsetNote },
  'subsets.merge': { run: mergeSubsets },
  'subsets.split': { run: splitSubset },
  'subsets.remove': { run: removeSubsets },
  'subsets.setWorkflow': { run: setWorkflow },
  'subsets.setEndCustomer': { run: setEndCustomerOfSubsets },
};
