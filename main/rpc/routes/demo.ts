import type { DemoStatus } from '../../../shared/contract/demo.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { DemoDoor, RpcContext } from '../context.ts';
import { stream } from '../handlers.ts';
import { os } from '../implementer.ts';

export const demoRoutes = {
  status: os.demo.status.handler(({ context }) => statusOf(context)),
  open: os.demo.open.handler((call) =>
    stream(call, async (control) => {
      await doorOf(call.context).open(call.input, control);
      return statusOf(call.context);
    }),
  ),
  leave: os.demo.leave.handler(async ({ context }) => {
    await doorOf(context).leave();
    return statusOf(context);
  }),
};

/** @throws AppError NOT_FOUND where the host has no demo. */
function doorOf({ demo }: RpcContext): DemoDoor {
  if (demo) return demo;
  throw new AppError('NOT_FOUND', 'There is no demo to open here. Make one in a folder with: enroll demo --out FOLDER');
}

function statusOf({ demo }: RpcContext): DemoStatus {
  return { offered: demo !== undefined, open: demo?.isOpen ?? false, folder: demo?.folder ?? '' };
}
