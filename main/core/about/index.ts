import type { TaskProcedures } from '../runtime/procedure.ts';
import { aboutProgram } from './about.ts';

export const about = {
  get: ({ appVersion: version, actor: { host } }) => aboutProgram({ version, host }),
} satisfies TaskProcedures<'about'>;
