import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve, win32 } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';

/** Linux's file system numbers (statfs(2)) of network shares: NFS, SMB, SMB2, CIFS, AFS, Ceph. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x5346414f, 0x00c36400]);

/**
 * Refuses a ledger on a network share: SQLite's write-ahead log needs memory shared by all who have it open, which such a share
 * does not give, and the ledger would be damaged (sqlite.org/wal.html).
 * @throws AppError LEDGER_IO.
 */
export function assertLocalDisk(path: string): void {
  if (!isNetworkPath(path)) return;
  throw new AppError(
    'LEDGER_IO',
    `The ledger can't live on a network share (${path}): it would be damaged. Keep it on a local disk and put its backups on the share.`,
    { path },
  );
}

/** Whether a path is on a network share, as far as it can be told. */
export function isNetworkPath(path: string): boolean {
  if (process.platform === 'win32') return isUncPath(resolve(path));
  if (process.platform !== 'linux') return false;
  const folder = dirname(resolve(path));
  return existsSync(folder) && isNetworkFileSystem(statfsSync(folder).type);
}

/** Whether a file system's number is a network share's. The numbers have 32 bits; some machines give them with a sign. */
export function isNetworkFileSystem(type: number): boolean {
  return NETWORK_TYPES.has(type >>> 0);
}

/** Whether a Windows path is of a share: `\\server\share\…`, also in its long form, but not the long form of a drive. */
export function isUncPath(path: string): boolean {
  return /^\\\\(?:\?\\UNC\\|(?![?.]\\))/iu.test(win32.normalize(path));
}
