import { job } from '../handlers.ts';
import { os } from '../implementer.ts';

export const checkRoutes = {
  run: os.checks.run.handler(job('checks.run')),
  // Short once it was counted, but not always: so it is done in the job thread, and given whole.
  counts: os.checks.counts.handler(({ context, signal }) => context.core.job('checks.counts', null, { signal })),
};
