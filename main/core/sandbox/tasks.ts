import type { SandboxFaultView, SandboxStatusView, SetFaultInput } from '../../../shared/contract/sandbox.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TaskContext } from '../task.ts';
import type { SandboxControl } from './control/connect.ts';
import type { SandboxStatus } from './model.ts';

/** What steers the sandbox account of this host: the one that runs, else what its folder keeps. */
export const sandboxTasks = {
  'sandbox.start': async (
    task: TaskContext,
    { accounts }: { accounts: readonly AccountId[] },
  ): Promise<SandboxStatusView> => {
    await task.startSandbox(accounts);
    const sandbox = await connect(task);
    return toView(sandbox, await sandbox.control.status());
  },
  'sandbox.status': async (task: TaskContext, _input: null): Promise<SandboxStatusView> => {
    const sandbox = await connect(task);
    return toView(sandbox, await sandbox.control.status());
  },
  'sandbox.advance': async (
    task: TaskContext,
    { milliseconds }: { milliseconds: number },
  ): Promise<{ events: string[]; status: SandboxStatusView }> => {
    const sandbox = await connect(task);
    const { events, status } = await sandbox.control.advance(milliseconds);
    return { events, status: toView(sandbox, status) };
  },
  'sandbox.faults': async (task: TaskContext, _input: null): Promise<SandboxFaultView[]> => {
    const { control } = await connect(task);
    const { FAULTS } = await import('./faults/catalogue.ts');
    const { faults } = await control.status();
    const on = new Set(faults.map(({ key }) => key));
    return Object.entries(FAULTS).map(([key, { what, kind }]) => ({ key, what, kind, on: on.has(key) }));
  },
  'sandbox.setFault': async (task: TaskContext, input: SetFaultInput): Promise<SandboxStatusView> => {
    const sandbox = await connect(task);
    return toView(sandbox, await sandbox.control.setFault(input));
  },
  'sandbox.clearFault': async (task: TaskContext, { key }: { key: string | null }): Promise<SandboxStatusView> => {
    const sandbox = await connect(task);
    return toView(sandbox, await sandbox.control.clearFault(key));
  },
  'sandbox.reset': async (task: TaskContext, _input: null): Promise<SandboxStatusView> => {
    // A damaged state is what one resets for.
    const sandbox = await connect(task, { mustBeThere: false });
    return toView(sandbox, await sandbox.control.reset());
  },
};

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
    throw new AppError('NOT_FOUND', `There is no sandbox in ${sandboxFolder}. Make one with: enroll sandbox start`, {
      folder: sandboxFolder,
    });
  }
  return { folder: sandboxFolder, control: connectSandbox(sandboxFolder) };
}

function toView({ folder, control }: Connected, status: SandboxStatus): SandboxStatusView {
  const { running } = control;
  return { folder, url: running === null ? null : `http://127.0.0.1:${running.port}`, ...status };
}
