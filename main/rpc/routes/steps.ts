import { read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const stepRoutes = {
  overview: os.steps.overview.handler(read('steps.overview')),
  list: os.steps.list.handler(read('steps.list')),
  done: os.steps.done.handler(write('steps.done')),
  skip: os.steps.skip.handler(write('steps.skip')),
  wait: os.steps.wait.handler(write('steps.wait')),
  block: os.steps.block.handler(write('steps.block')),
  reopen: os.steps.reopen.handler(write('steps.reopen')),
  note: os.steps.note.handler(write('steps.note')),
};
