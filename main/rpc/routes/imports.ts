import type { SetupEvent } from '../../../shared/contract/aws.ts';
import { job, longWrite, onThisComputer, read, task } from '../handlers.ts';
import { os } from '../implementer.ts';

export const importRoutes = {
  open: os.imports.open.handler((call) => {
    const { source } = call.input;
    if (source.kind === 'path') onThisComputer(call.context, source.path);
    return job('imports.open')(call);
  }),
  openOrganization: os.imports.openOrganization.handler(async function* (call) {
    const { mpaId, profile, decisions } = call.input;
    const listed = yield* task<SetupEvent, 'aws.organizationAccounts'>('aws.organizationAccounts')({
      ...call,
      input: { mpaId, profile },
    });
    const base64 = Buffer.from(listed.csv).toString('base64');
    const name = `AWS Organizations${listed.simulated ? ' (simulated)' : ''}`;
    const source = { kind: 'bytes', name, base64 } as const;
    return yield* job('imports.open')({ ...call, input: { mpaId, source, decisions } });
  }),
  reopen: os.imports.reopen.handler(job('imports.reopen')),
  cells: os.imports.cells.handler(read('imports.cells')),
  decide: os.imports.decide.handler(job('imports.decide')),
  summary: os.imports.summary.handler(read('imports.summary')),
  rows: os.imports.rows.handler(read('imports.rows')),
  faults: os.imports.faults.handler(read('imports.faults')),
  related: os.imports.related.handler(read('imports.related')),
  missing: os.imports.missing.handler(read('imports.missing')),
  newAccounts: os.imports.newAccounts.handler(read('imports.newAccounts')),
  apply: os.imports.apply.handler(longWrite('imports.apply')),
  writeRejected: os.imports.writeRejected.handler((call) => {
    onThisComputer(call.context, call.input.path);
    return job('imports.writeRejected')(call);
  }),
  alike: os.imports.alike.handler(read('imports.alike')),
  rejected: os.imports.rejected.handler(job('imports.rejected')),
  close: os.imports.close.handler(job('imports.close')),
};
