import { os } from '../implementer.ts';

export const sandboxRoutes = {
  start: os.sandbox.start.handler(({ context, input }) => context.core.task('sandbox.start', input)),
  status: os.sandbox.status.handler(({ context }) => context.core.task('sandbox.status', null)),
  advance: os.sandbox.advance.handler(({ context, input }) => context.core.task('sandbox.advance', input)),
  faults: os.sandbox.faults.handler(({ context }) => context.core.task('sandbox.faults', null)),
  setFault: os.sandbox.setFault.handler(({ context, input }) => context.core.task('sandbox.setFault', input)),
  clearFault: os.sandbox.clearFault.handler(({ context, input }) => context.core.task('sandbox.clearFault', input)),
  reset: os.sandbox.reset.handler(({ context }) => context.core.task('sandbox.reset', null)),
};
