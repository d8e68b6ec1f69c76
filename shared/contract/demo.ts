import { z } from 'zod';
import { longTask, nothing, task } from './base.ts';

/** Where the demo is, and whether it is what is shown. */
export const demoStatusSchema = z.object({
  /** Whether this host has a demo at all. */
  offered: z.boolean(),
  /** Whether the ledger that is open now is the demo's. */
  open: z.boolean(),
  /** Its account lists, sheets and tickets; empty where none is offered. */
  folder: z.string(),
});

/**
 * The demo: made-up payer accounts in a ledger and a folder of their own, shown instead of the host's own ledger for a while. For
 * all windows of the host; the next start shows the own ledger again.
 */
export const demo = {
  status: task(nothing, demoStatusSchema),
  /** Opens the demo, and makes it first where there is none. `anew`: makes it again; what was changed in it is gone. */
  open: longTask(z.object({ anew: z.boolean().default(false) }), demoStatusSchema),
  /** Shows the host's own ledger again. */
  leave: task(nothing, demoStatusSchema),
};

export type DemoStatus = z.infer<typeof demoStatusSchema>;
