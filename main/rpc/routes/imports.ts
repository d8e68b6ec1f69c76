import { job, longWrite, onThisComputer, read } from '../handlers.ts';
import { os } from '../implementer.ts';

export const importRoutes = {
  open: os.imports.open.handler((call) => {
    if (call.input.source.kind === 'path') onThisComputer(call.context);
    return job('imports.open')(call);
  }),
  decide: os.imports.decide.handler(job('imports.decide')),
  summary: os.imports.summary.handler(read('imports.summary')),
  rows: os.imports.rows.handler(read('imports.rows')),
  faults: os.imports.faults.handler(read('imports.faults')),
  related: os.imports.related.handler(read('imports.related')),
  missing: os.imports.missing.handler(read('imports.missing')),
  apply: os.imports.apply.handler(longWrite('imports.apply')),
  writeRejected: os.imports.writeRejected.handler((call) => {
    onThisComputer(call.context);
    return job('imports.writeRejected')(call);
  }),
  close: os.imports.close.handler(job('imports.close')),
};
