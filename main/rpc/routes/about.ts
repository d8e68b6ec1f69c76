import { os } from '../implementer.ts';

export const aboutRoutes = {
  get: os.about.get.handler(({ context }) => context.core.about()),
};
