import { eventIterator, oc } from '@orpc/contract';
import { implement } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import type { RpcContext } from '../../main/rpc/context.ts';
import { asDeclared, toRpcError } from '../../main/rpc/errors.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { ERRORS } from '../../shared/contract/base.ts';

const procedure = oc.errors(ERRORS);

/** What a transport must carry, in the smallest procedures that show it. Made of the product's own parts. */
const contract = {
  echo: procedure.input(z.object({ text: z.string() })).output(z.object({ text: z.string() })),
  fail: procedure.output(z.object({})),
  boom: procedure.output(z.object({})),
  wrongOutput: procedure.output(z.object({ count: z.int() })),
  count: procedure
    .input(z.object({ to: z.int(), thenFail: z.boolean().default(false) }))
    .output(eventIterator(z.int())),
  /** A stream without end, one number each few milliseconds. */
  tick: procedure.output(eventIterator(z.int())),
  /** How many `tick` streams were started, and how many were ended by an abort. */
  ticks: procedure.output(z.object({ started: z.int(), ended: z.int() })),
  /** Never answers. */
  hang: procedure.output(z.object({})),
};

export type TestClient = ContractRouterClient<typeof contract>;

/** A new router with counters of its own. */
export function makeTestRouter() {
  const seen = { started: 0, ended: 0 };
  const os = implement(contract).$context<RpcContext>().use(asDeclared);
  return os.router({
    echo: os.echo.handler(({ input }) => input),
    fail: os.fail.handler(() => {
      throw new AppError('LEDGER_LOCKED', 'The ledger is in use by Kim.', { holder: { who: 'Kim', pid: 42 } });
    }),
    boom: os.boom.handler(() => {
      throw new Error('password=hunter2 in /home/kim');
    }),
    wrongOutput: os.wrongOutput.handler(() => JSON.parse('{ "count": "secret" }') as { count: number }),
    count: os.count.handler(async function* ({ input, context }) {
      for (let n = 1; n <= input.to; n++) yield await Promise.resolve(n);
      if (input.thenFail) throw toRpcError(new AppError('FILE_DAMAGED', 'Row 3 is cut off.', { row: 3 }), context.log);
    }),
    tick: os.tick.handler(async function* ({ signal }) {
      seen.started++;
      try {
        for (let n = 1; signal?.aborted !== true; n++) {
          yield n;
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      } finally {
        seen.ended++;
      }
    }),
    ticks: os.ticks.handler(() => seen),
    hang: os.hang.handler(() => new Promise<never>(() => undefined)),
  });
}
