import type { TaskProcedures } from '../runtime/procedure.ts';

/** The tasks of cost data. What reads reports is loaded when one is run. */
export const costData = {
  add: async (task, input) => (await import('./tasks.ts')).addCostData(task, input),
  sendPiece: async ({ uploads }, { base64, ...piece }) => {
    uploads.take({ ...piece, bytes: Buffer.from(base64, 'base64') });
    return {};
  },
  delivered: async (task, input) => (await import('./tasks.ts')).listDelivered(task, input),
  fetch: async (task, input) => (await import('./tasks.ts')).fetchCostData(task, input),
  list: async (task, input) => (await import('./tasks.ts')).listCostData(task, input),
  health: async (task, input) => (await import('./tasks.ts')).healthOfMonths(task, input),
  saveFindings: async (task, input) => (await import('./tasks.ts')).saveFindings(task, input),
  saveLines: async (task, input) => (await import('./tasks.ts')).saveLines(task, input),
  lines: async (task, input) => (await import('./tasks.ts')).linesOfMonth(task, input),
  forget: async (task, input) => (await import('./tasks.ts')).forgetMonth(task, input),
  empty: async (task, input) => (await import('./tasks.ts')).emptyCache(task, input),
} satisfies TaskProcedures<'costData'>;
