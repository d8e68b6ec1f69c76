import { job, onThisComputer, read } from '../handlers.ts';
import { os } from '../implementer.ts';

export const sheetRoutes = {
  preview: os.sheets.preview.handler(read('sheets.preview')),
  export: os.sheets.export.handler((call) => {
    onThisComputer(call.context, call.input.folder);
    return job('sheets.export')(call);
  }),
  save: os.sheets.save.handler((call) => {
    if (call.input.path !== null) onThisComputer(call.context, call.input.path);
    return job('sheets.save')(call);
  }),
};
