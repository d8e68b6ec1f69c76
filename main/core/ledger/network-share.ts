import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statfsSync } from 'node:fs';
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
  const folder = dirname(resolve(path));
  switch (process.platform) {
    case 'win32':
      return isUncPath(resolve(path)) || (existsSync(folder) && isOnMappedDrive(folder));
    case 'darwin':
      return existsSync(folder) && isOnNetworkVolume(realpathSync.native(folder), mountTable());
    case 'linux':
      return existsSync(folder) && isNetworkFileSystem(statfsSync(folder).type);
    default:
      return false;
  }
}

/**
 * Whether a Windows folder is on a drive letter that stands for a share, as `net use` gives it: Windows then says that the folder is
 * really on the share. This needs no rights and no other program.
 * @param realPath gives the real path of a folder, as the system has it
 */
export function isOnMappedDrive(folder: string, realPath: (folder: string) => string = realpathSync.native): boolean {
  try {
    return isUncPath(realPath(folder));
  } catch {
    // Drives that are no volumes of Windows (some memory disks) give an error; shares never do.
    return false;
  }
}

/**
 * Whether a folder of macOS is on a network volume: of the volume it is on, `mount` does not say `local`.
 * @param folder its real path
 * @param mounts what `mount` has printed: `//kim@nas/data on /Volumes/data (smbfs, nodev, nosuid, mounted by kim)`
 */
export function isOnNetworkVolume(folder: string, mounts: string): boolean {
  const volumes = [...mounts.matchAll(/^.* on (?<at>\/.*) \((?<options>[^()]*)\)$/gmu)].map(({ groups }) => ({
    at: groups?.['at'] ?? '',
    isLocal: groups?.['options']?.split(', ').includes('local') ?? true,
  }));
  const under = volumes.filter(({ at }) => at === '/' || folder === at || folder.startsWith(`${at}/`));
  // The innermost volume is the one that the folder is on.
  const volume = under.sort((a, b) => b.at.length - a.at.length)[0];
  return volume !== undefined && !volume.isLocal;
}

/** What `mount` prints; nothing where it can't be asked, as the ledger then can't be told to be on a share. */
function mountTable(): string {
  const { stdout } = spawnSync('/sbin/mount', { encoding: 'utf8', timeout: 5000 });
  return stdout ?? '';
}

/** Whether a file system's number is a network share's. The numbers have 32 bits; some machines give them with a sign. */
export function isNetworkFileSystem(type: number): boolean {
  return NETWORK_TYPES.has(type >>> 0);
}

/** Whether a Windows path is of a share: `\\server\share\…`, also in its long form, but not the long form of a drive. */
export function isUncPath(path: string): boolean {
  return /^\\\\(?:\?\\UNC\\|(?![?.]\\))/iu.test(win32.normalize(path));
}
