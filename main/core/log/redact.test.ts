import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));
const from = (characters: string, length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...Array.from(characters)), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const account = digits(12);
const email = fc
  .tuple(
    fc.stringMatching(/^[a-z][a-z0-9+._'-]{0,20}$/u),
    fc.stringMatching(/^[a-z][a-z0-9-]{0,10}(\.[a-z]{2,6}){1,2}$/u),
  )
  .map(([name, domain]) => `${name}@${domain}`);
const accessKey = fc
  .tuple(fc.constantFrom('AKIA', 'ASIA', 'AROA', 'AIDA'), from(UPPER, 16))
  .map((parts) => parts.join(''));
const secretKey = from(BASE64, 40);

/** What stands around it in logs: JSON, sentences, ARNs, paths, other lines. */
const around = fc.constantFrom<[string, string]>(
  ['', ''],
  ['{"message":"', '"}'],
  ['account ', ' is in two subsets'],
  ['account=', ';next'],
  ['(', ')'],
  ['\n', '\n'],
  ['arn:aws:iam::', ':role/Spot'],
  ['Wrote C:\\data\\', '.xlsx'],
  ['/data/', '/file.csv'],
  ['<', '>'],
  ['[', '],['],
  ['-', '-'],
  ['_', '_'],
  ['é', 'é'],
);

describe('a redacted text', () => {
  it.each([
    ['account ID', account, (text: string) => text],
    ['mail address', email, (text: string) => text],
    ['access key', accessKey, (text: string) => text],
    ['secret key that is named', secretKey, (text: string) => `aws_secret_access_key = ${text}`],
    ['secret key in quotes', secretKey, (text: string) => `"${text}"`],
  ])('has no %s', (_what, secret, written) => {
    fc.assert(
      fc.property(secret, around, fc.string({ maxLength: 20 }), (value, [before, after], more) => {
        expect(redact(`${more} ${before}${written(value)}${after} ${more}`)).not.toContain(value);
      }),
      { numRuns: 500 },
    );
  });

  it('is JSON still where it was', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('token', 'password', 'message', 'id'),
          fc.oneof(account, email, fc.string(), fc.constant(null)),
        ),
        (data) => {
          expect(Object.keys(JSON.parse(redact(JSON.stringify(data))) as object)).toEqual(Object.keys(data));
        },
      ),
    );
  });

  it.each([
    ['account 099999999999 is locked', 'account [account] is locked'],
    ['two: 099999999999,088888888888', 'two: [account],[account]'],
    ['as printed: 0999-9999-9999', 'as printed: [account]'],
    ['mail to søren@søn.example now', 'mail to [e-mail] now'],
    ['key AKIAIOSFODNN7EXAMPLE used', 'key [access key] used'],
    ['{"password":"hunter2","a":1}', '{"password":"[secret]","a":1}'],
    [String.raw`{"password":"hun\"ter2","a":1}`, '{"password":"[secret]","a":1}'],
    [String.raw`{"body":"{\"token\":\"abc\",\"a\":1}"}`, String.raw`{"body":"{\"token\":\"[secret]\",\"a\":1}"}`],
    ['{"message":"token=abc","a":1}', '{"message":"token=[secret]","a":1}'],
    ['{"token":null}', '{"token":null}'],
    ['Authorization: Bearer abc.def', 'Authorization: [secret]'],
    ["secret = 'a b'", "secret = '[secret]'"],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', '[private key]'],
    ['pid 4711, 2026-11-21T04:00:00Z, code LEDGER_LOCKED', 'pid 4711, 2026-11-21T04:00:00Z, code LEDGER_LOCKED'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

it('leaves the path of a fault readable, however long it is', () => {
  const frame = 'at typeError (file:///tmp/ci/main/main/core/diagnose/diagnose.test.ts:41:9)';
  expect(redact(frame)).toBe(frame);
});
