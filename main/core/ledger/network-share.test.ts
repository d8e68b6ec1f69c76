import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { assertLocalDisk, isNetworkFileSystem, isUncPath } from './network-share.ts';

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

  it('is not what a folder of this computer is', () => {
    const path = join(tempFolder(), 'ledger.db');
    expect(() => assertLocalDisk(path)).not.toThrow();
    expect(existsSync(path)).toBe(false);
  });
});
