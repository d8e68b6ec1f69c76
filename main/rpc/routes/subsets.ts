import { read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const subsetRoutes = {
  list: os.subsets.list.handler(read('subsets.list')),
  get: os.subsets.get.handler(read('subsets.get')),
  previewMerge: os.subsets.previewMerge.handler(read('subsets.previewMerge')),
  previewSplit: os.subsets.previewSplit.handler(read('subsets.previewSplit')),
  previewRemove: os.subsets.previewRemove.handler(read('subsets.previewRemove')),
  add: os.subsets.add.handler(write('subsets.add')),
  rename: os.subsets.rename.handler(write('subsets.rename')),
  setNote: os.subsets.setNote.handler(write('subsets.setNote')),
  merge: os.subsets.merge.handler(write('subsets.merge')),
  split: os.subsets.split.handler(write('subsets.split')),
  remove: os.subsets.remove.handler(write('subsets.remove')),
  setWorkflow: os.subsets.setWorkflow.handler(write('subsets.setWorkflow')),
  setEndCustomer: os.subsets.setEndCustomer.handler(write('subsets.setEndCustomer')),
};
