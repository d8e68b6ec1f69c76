import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import {
  assertLocalDisk,
  isNetworkFileSystem,
  isOnMappedDrive,
  isOnNetworkVolume,
  isUncPath,
} from './network-share.ts';

describe('a network share', () => {
  it.each([
    ['NFS', 0x6969, true],
    ['SMB', 0x517b, true],
    ['SMB 2', 0xfe534d42, true],
    ['CIFS', 0xff534d42, true],
    ['AFS', 0x5346414f, true],
    ['Ceph', 0x00c36400, true],
    ['ext4', 0xef53, false],
    ['XFS', 0x58465342, false],
    ['btrfs', 0x9123683e, false],
    ['tmpfs', 0x01021994, false],
    ['overlay', 0x794c7630, false],
  ])('is known by its file system: %s', (_name, type, network) => {
    expect(isNetworkFileSystem(type)).toBe(network);
    // statfs gives a signed number on some machines.
    expect(isNetworkFileSystem(type | 0)).toBe(network);
  });

  it.each([
    [String.raw`\\server\share\ledger.db`, true],
    ['//server/share/ledger.db', true],
    [String.raw`\\?\UNC\server\share\ledger.db`, true],
    [String.raw`\\?\C:\data\ledger.db`, false],
    [String.raw`C:\data\ledger.db`, false],
  ])('is known by its path on Windows: %s', (path, network) => {
    expect(isUncPath(path)).toBe(network);
  });

  it.each([
    // What GetFinalPathNameByHandle gives for a drive letter of `net use Z: \\\\nas\\data`, and for others.
    [String.raw`Z:\ledgers`, String.raw`\\nas\data\ledgers`, true],
    [String.raw`Z:\ledgers`, String.raw`\\?\UNC\nas\data\ledgers`, true],
    [String.raw`C:\Users\kim`, String.raw`C:\Users\kim`, false],
    // `subst S: C:\data`.
    [String.raw`S:\ledgers`, String.raw`C:\data\ledgers`, false],
  ])('is behind a drive letter of Windows: %s is %s', (folder, real, network) => {
    expect(isOnMappedDrive(folder, () => real)).toBe(network);
  });

  it('is not behind a drive letter of which Windows knows no volume', () => {
    const unknown = (): string => {
      throw new Error('EISDIR: illegal operation on a directory, realpath');
    };
    expect(isOnMappedDrive(String.raw`R:\ledgers`, unknown)).toBe(false);
  });

  const MOUNTS = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
/dev/disk4s1 on /Volumes/USB (1) (exfat, local, nodev, nosuid, noowners)
//kim@nas._smb._tcp.local/data on /Volumes/data (smbfs, nodev, nosuid, mounted by kim)
nas:/export/a b on /Volumes/a b (nfs, nodev, nosuid, mounted by kim)
https://dav.example/on /x on /Volumes/dav (webdav, nodev, noexec, nosuid, mounted by kim)
`;

  it.each([
    ['/Users/kim/Library/Application Support/Enrollment Desk', false],
    ['/System/Volumes/Data/Users/kim', false],
    ['/Volumes/USB (1)/ledgers', false],
    ['/Volumes/data', true],
    ['/Volumes/data/ledgers', true],
    ['/Volumes/database', false],
    ['/Volumes/a b/ledgers', true],
    ['/Volumes/dav/ledgers', true],
  ])('is known by its volume on macOS: %s', (folder, network) => {
    expect(isOnNetworkVolume(folder, MOUNTS)).toBe(network);
  });

  it('is not known on macOS where nothing is said of volumes', () => {
    expect(isOnNetworkVolume('/Volumes/data', '')).toBe(false);
  });

  it('is not what a folder of this computer is', () => {
    const path = join(tempFolder(), 'ledger.db');
    expect(() => assertLocalDisk(path)).not.toThrow();
    expect(existsSync(path)).toBe(false);
  });
});
