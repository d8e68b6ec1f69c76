import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/property/runs.ts';
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
const userName = fc.stringMatching(/^[a-z][a-z0-9]{7,11}$/u);
const base64Url = (length: number): fc.Arbitrary<string> => from(`${BASE64.slice(0, -2)}-_`, length);
const webToken = fc
  .tuple(base64Url(20), base64Url(30), base64Url(43))
  .map(([head, claims, signature]) => `eyJ${head}.eyJ${claims}.${signature}`);
const sessionToken = from(BASE64, 300).map((random) => `IQoJb3JpZ2luX2Vj${random}==`);

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
    ['secret key behind a sign', secretKey, (text: string) => `k=${text}`],
    ['JSON Web Token', webToken, (text: string) => text],
    ['session token', sessionToken, (text: string) => text],
    ['session token in an address', sessionToken.map(encodeURIComponent), (text: string) => `?X-Amz-T=${text}&a=1`],
    ['mail address in an address', email.map((text) => text.replace('@', '%40')), (text: string) => `?to=${text}&a=1`],
    ['folder of a user', userName, (text: string) => `/home/${text}/lists/accounts.csv`],
    ['folder of a user in Windows', userName, (text: string) => `C:\\Users\\${text}\\accounts.csv`],
    ['folder of a user in macOS', userName, (text: string) => `file:///Users/${text}/app/main/core/a.ts:1:2`],
    ['name of a path', userName, (text: string) => `'/srv/My Lists/${text} Ltd.xlsx'`],
    ['name of a shared folder', userName, (text: string) => `\\\\files\\lists\\${text}\\accounts.csv`],
    ['user that is named', userName, (text: string) => `user=${text}`],
    ['user of an ARN', userName, (text: string) => `arn:aws:sts::099999999999:assumed-role/Admin/${text}`],
  ])('has no %s', (what, secret, written) => {
    fc.assert(
      fc.property(secret, around, fc.string({ maxLength: 20 }), (value, [before, after], more) => {
        expect(redact(`${more} ${before}${written(value)}${after} ${more}`)).not.toContain(value);
      }),
      propertyRuns(`no ${what}`, 200),
    );
  });

  it('is JSON still where it was', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('token', 'password', 'message', 'id'),
          fc.oneof(account, email, fc.string(), fc.constantFrom(null, true, '', '@0', '@b.example')),
        ),
        (data) => {
          expect(Object.keys(JSON.parse(redact(JSON.stringify(data))) as object)).toEqual(Object.keys(data));
        },
      ),
      propertyRuns('JSON that is redacted', 300),
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
    ['?to=kim%40msp.example&a=1', '?to=[e-mail]&a=1'],
    ['kim%2540msp.example', '[e-mail]'],
    ['"Kim Lee"@msp.example', '[e-mail]'],
    ['kim@[192.0.2.1] now', '[e-mail] now'],
    ['k=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'k=[secret]'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dGVzdA end', 'jwt [token] end'],
    ['https://kim:hunter2@msp.example/a', 'https://[secret]@msp.example/a'],
    ["open '/home/kim/My Lists/Contoso Ltd.xlsx' failed", "open '[path]' failed"],
    [String.raw`Wrote C:\Users\kim\accounts.csv.`, 'Wrote [path].'],
    ['~/lists/contoso.csv is open', '[path] is open'],
    ['{"user":"kim","a":1}', '{"user":"[user]","a":1}'],
    ['arn:aws:iam::099999999999:user/kim', 'arn:aws:iam::[account]:user/[user]'],
    ['on 10/12/2026 at https://docs.example/a/b and/or', 'on 10/12/2026 at https://docs.example/a/b and/or'],
    ['stack SpotEco-AccessRole-1AB2CD3EF4GH5 failed', 'stack SpotEco-AccessRole-1AB2CD3EF4GH5 failed'],
    ['pid 4711, 2026-11-21T04:00:00Z, code LEDGER_LOCKED', 'pid 4711, 2026-11-21T04:00:00Z, code LEDGER_LOCKED'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

it('leaves the path of a fault readable, however long it is', () => {
  const frame = 'at typeError (file:///tmp/ci/main/main/core/diagnose/diagnose.test.ts:41:9)';
  expect(redact(frame)).toBe(frame);
});

it.each([
  ['file:///home/kim/app/main/core/log/log.ts:41:9', 'file:///home/[user]/app/main/core/log/log.ts:41:9'],
  [String.raw`C:\Users\kim\app\main\core\log.js:41:9`, String.raw`C:\Users\[user]\app\main\core\log.js:41:9`],
])('%s has the place in the code, and no user', (place, expected) => {
  expect(redact(`at write (${place})`)).toBe(`at write (${expected})`);
});

/** Of processor time, which a busy machine does not lengthen; what grew as the square of the length took 6,000 ms and more. */
const MOST_MS = 1_500;
const LONG = 100_000;

it.each(
  [
    'a',
    ' ',
    '%',
    '%40',
    'a@',
    '"',
    'token',
    'token ',
    'token="',
    String.raw`token=\"`,
    "token='\\",
    'user=',
    'eyJ',
    'eyJa.',
    'Aa0/',
    'AKIA',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    '/a ',
    '/a b c d',
    '/home/',
    'C:\\',
    '\\\\a',
    '://a:',
    '1',
    '0999-',
    ':assumed-role/a/',
    'Bearer ',
  ].map((piece) => [piece]),
)('a long text of %j takes no longer than it is', (piece) => {
  const from = process.cpuUsage();
  const text = redact(piece.repeat(Math.ceil(LONG / piece.length)));
  const { user, system } = process.cpuUsage(from);
  expect(text.length).toBeLessThanOrEqual(3 * LONG);
  expect((user + system) / 1_000).toBeLessThan(MOST_MS);
});
