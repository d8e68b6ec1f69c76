import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { formatRoute, LEDGER_PAGES, ledgerRoute, MPA_PAGES, mpaRoute, parseRoute } from './route.ts';

test('an address names the payer account, the page and what it shows', () => {
  const route = mpaRoute(accountId('099999999999'), 'accounts', { view: 'a b', account: '012345678901' });
  expect(formatRoute(route)).toBe('#/099999999999/accounts?account=012345678901&view=a+b');
  expect(parseRoute('#/099999999999/accounts?account=012345678901&view=a+b')).toEqual(route);
  expect(formatRoute(ledgerRoute('settings'))).toBe('#/settings');
});

test('what hides in an address is seen', () => {
  expect(parseRoute('#/settings?name=a%E2%80%AEb')?.params).toEqual({ name: 'a⟨U+202E⟩b' });
});

test.each(['', '#', '#/', '#/nowhere', '#/12/accounts', '#/099999999999/nowhere', '#/099999999999/accounts/more'])(
  '%j leads nowhere',
  (hash) => {
    expect(parseRoute(hash)).toBeNull();
  },
);

test('every place has an address that leads back to it', () => {
  const params = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/u), fc.string());
  const id = fc.stringMatching(/^\d{12}$/u).map((text) => accountId(text));
  const route = fc.oneof(
    fc.tuple(fc.constantFrom(...LEDGER_PAGES), params).map(([page, of]) => ledgerRoute(page, of)),
    fc.tuple(id, fc.constantFrom(...MPA_PAGES), params).map(([mpaId, page, of]) => mpaRoute(mpaId, page, of)),
  );
  fc.assert(
    fc.property(route, (each) => {
      expect(parseRoute(formatRoute(each))).toEqual({ ...each, params: { ...each.params } });
    }),
  );
});
