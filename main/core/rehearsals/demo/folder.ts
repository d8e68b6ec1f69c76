import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { makeOwnFolder, writeOwnFile } from '../../files/own-files.ts';
import { assertUsablePath } from '../../files/usable-path.ts';

/** Where the demo puts things. */
export interface DemoFolders {
  root: string;
  lists: string;
  sheets: string;
  tickets: string;
  ledger: string;
  /** Of the sandbox account. */
  sandbox: string;
}

/** In the demo's folder: that it was made to its end. */
export const WHOLE = 'whole.txt';

/** Whether the demo of a folder was made to its end. */
export function isDemoMade(folder: string): boolean {
  return existsSync(join(folder, WHOLE));
}

/** Says that a folder is one of ours, which may be made anew. */
const MARKER = 'made-by-enroll-demo.txt';
const PARTS = {
  lists: 'account-lists',
  sheets: 'sheets',
  tickets: 'tickets',
  ledger: 'ledger',
  sandbox: 'sandbox',
} as const;

/**
 * Makes the demo's folder. An earlier demo in it is replaced; anything else that is there is left alone and refused.
 * @throws AppError ALREADY_EXISTS, FILE_NOT_WRITTEN, INVALID_INPUT (a name that the system can't keep).
 */
export function prepareFolder(root: string): DemoFolders {
  assertUsablePath(root);
  const marker = join(root, MARKER);
  try {
    if (existsSync(root) && readdirSync(root).length > 0 && !existsSync(marker)) {
      throw new AppError('ALREADY_EXISTS', `${root} is not empty. Choose another folder for the demo.`, { path: root });
    }
    for (const part of Object.values(PARTS)) rmSync(join(root, part), { recursive: true, force: true });
    for (const part of Object.values(PARTS)) makeOwnFolder(join(root, part));
    writeOwnFile(marker, 'Everything in this folder is made up. It is made anew when the demo is made here again.\n');
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new AppError(
      'FILE_NOT_WRITTEN',
      `${root} can't be written to: ${error.message}`,
      { path: root },
      { cause: error },
    );
  }
  const { lists, sheets, tickets, ledger, sandbox } = PARTS;
  return {
    root,
    lists: join(root, lists),
    sheets: join(root, sheets),
    tickets: join(root, tickets),
    ledger: join(root, ledger, 'ledger.db'),
    sandbox: join(root, sandbox),
  };
}
