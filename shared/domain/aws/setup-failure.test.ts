import { expect, test } from 'vitest';
import { SETUP_FAILURES, failureOfOther, setupFailure } from './setup-failure.ts';
import type { SetupFailureKey } from './setup-failure.ts';

const KEYS = Object.keys(SETUP_FAILURES) as SetupFailureKey[];

test.each(['undo', 'import', 'look'] as const)(
  'nobody is told to apply again after %s, whatever the failure',
  (doing) => {
    const said = KEYS.map((key) => failureOfOther(setupFailure(key), doing).remedy);
    expect(said.filter((remedy) => /apply again/iu.test(remedy))).toEqual([]);
    expect(said.every((remedy) => remedy !== '')).toBe(true);
  },
);

test('the same is done again instead', () => {
  const lost = setupFailure('connection-lost', { host: 's3' });
  expect(failureOfOther(lost, 'import').remedy).toBe(
    'Look whether this computer is online. Nothing is lost: import again.',
  );
  expect(failureOfOther(setupFailure('not-delivered'), 'undo').remedy).toMatch(/^Take the step back again: /u);
  expect(failureOfOther(setupFailure('not-allowed'), 'undo').remedy).toBe(
    "Ask whoever grants rights for it: the set-up's policy has the rights to set up, not those to take back. Or take it back by hand in the console.",
  );
  expect(failureOfOther(setupFailure('credentials-expired', { renewal: 'Sign in' }), 'undo').remedy).toBe(
    'Sign in. Then take the step back again.',
  );
});
