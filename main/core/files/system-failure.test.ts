import { openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { toFailure } from '../../hosts/cli/failure.ts';
import { toRpcError } from '../../rpc/errors.ts';
import { silentLog } from '../log/log.ts';
import { packError } from '../runtime/threads/thread-error.ts';
import { systemFailure } from './system-failure.ts';
import { userName } from './this-user.ts';

/** What the system throws. */
function thrown(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

const refused = (code: string): Error =>
  Object.assign(new Error(`${code}: no`), { code, syscall: 'write', path: '/data/a.json' });

it.each([
  ['ENOSPC', 'FILE_NOT_WRITTEN', "/data/a.json can't be used: the disk is full. Make room, then try again."],
  ['EROFS', 'FILE_NOT_WRITTEN', "/data/a.json can't be used: the disk may only be read. Choose another place."],
  [
    'ENAMETOOLONG',
    'INVALID_INPUT',
    "/data/a.json can't be used: the name is longer than the system can keep. Choose a shorter one.",
  ],
])('%s that nobody has put into words is %s, by whatever way it goes', (name, code, message) => {
  const error = refused(name);
  expect(systemFailure(error)).toMatchObject({ code, message });
  expect(packError(error)).toMatchObject({ code, message, stack: null });
  expect(toRpcError(error, silentLog())).toMatchObject({ code, message });
  expect(toFailure(error)).toMatchObject({ code, message, exitCode: code === 'INVALID_INPUT' ? 2 : 3 });
});

it('is told of what the system itself throws; what only a fault of ours can bring about stays one', () => {
  const long = join(tempFolder(), 'x'.repeat(300));
  const error = systemFailure(thrown(() => writeFileSync(long, '')));
  expect(error).toMatchObject({ code: 'INVALID_INPUT', data: { code: 'ENAMETOOLONG', path: long } });
  expect(error?.message.length).toBeLessThan(400);
  expect(systemFailure(thrown(() => openSync(join(tempFolder(), 'none'), 'r')))).toBeNull();
  expect(systemFailure(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBeNull();
  expect(packError(new TypeError('x is not a function')).code).toBe('INTERNAL');
});

it('the name of a user is what the system has', () => {
  expect(userName({ LOGNAME: 'other' })).not.toBe('other');
});
