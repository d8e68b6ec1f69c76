import type { SandboxStatusView } from '../../../shared/contract/sandbox.ts';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TaskProcedures } from '../runtime/procedure.ts';
import type { TaskContext } from '../runtime/task.ts';
import type { SandboxControl } from './control/connect.ts';
import type { SandboxStatus } from './model.ts';

/** What steers the sandbox account of this host: the one that runs, else what its folder keeps. */
export const sandbox = {
  start: async (task, { accounts }) => {
    await task.startSandbox(accounts);
    const connected = await connect(task);
    return toView(connected, await connected.control.status());
  },
  status: async (task) => {
    const connected = await connect(task);
    return toView(connected, await connected.control.status());
  },
  advance: async (task, { milliseconds }) => {
    const connected = await connect(task);
    const { events, status } = await connected.control.advance(milliseconds);
    return { events, status: toView(connected, status) };
  },
  faults: async (task) => {
    const { control } = await connect(task);
    const { FAULTS } = await import('./faults/catalogue.ts');
    const { faults } = await control.status();
    const on = new Set(faults.map(({ key }) => key));
    return Object.entries(FAULTS).map(([key, { what, kind }]) => ({ key, what, kind, on: on.has(key) }));
  },
  setFault: async (task, input) => {
    const connected = await connect(task);
    return toView(connected, await connected.control.setFault(input));
  },
  clearFault: async (task, { key }) => {
    const connected = await connect(task);
    return toView(connected, await connected.control.clearFault(key));
  },
  reset: async (task) => {
    // A damaged state is what one resets for.
    const connected = await connect(task, { mustBeThere: false });
    return toView(connected, await connected.control.reset());
  },
} satisfies TaskProcedures<'sandbox'>;

interface Connected {
  folder: string;
  control: SandboxControl;
}

/** @throws AppError NOT_FOUND where there is no sandbox; FILE_DAMAGED. */
async function connect({ sandboxFolder }: TaskContext, { mustBeThere = true } = {}): Promise<Connected> {
  if (sandboxFolder === null) throw new AppError('NOT_FOUND', 'This program has no folder for a sandbox.');
  const [{ connectSandbox }, { readWorldState }] = await Promise.all([
    import('./control/connect.ts'),
    import('./world-file.ts'),
  ]);
  if (mustBeThere && readWorldState(sandboxFolder) === null) {
    throw new AppError('NOT_FOUND', `There is no sandbox in ${sandboxFolder}. Make one with: ${act('sandbox.start')}`, {
      folder: sandboxFolder,
    });
  }
  return { folder: sandboxFolder, control: connectSandbox(sandboxFolder) };
}

function toView({ folder, control }: Connected, status: SandboxStatus): SandboxStatusView {
  const { running } = control;
  return { folder, url: running === null ? null : `http://127.0.0.1:${running.port}`, ...status };
}
