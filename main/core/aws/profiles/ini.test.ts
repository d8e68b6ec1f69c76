import { expect, test } from 'vitest';
import { IniProblem, readIni } from './ini.ts';

test('a comment is a line of its own; what looks like one within a value belongs to it', () => {
  const text = '# first\n[p]\n  ; second\na = one #two ; three\nb=#x\n';
  expect(readIni(text)).toEqual([{ header: 'p', settings: { a: 'one #two ; three', b: '#x' }, nested: {} }]);
});

test('a name ends at the first equals sign or colon', () => {
  const text =
    '[p]\nrole_arn: arn:aws:iam::012345678901:role/r\nsso_start_url = https://x/start\ncredential_process : a=b\nA_B=c:d\n';
  expect(readIni(text)[0]?.settings).toEqual({
    role_arn: 'arn:aws:iam::012345678901:role/r',
    sso_start_url: 'https://x/start',
    credential_process: 'a=b',
    a_b: 'c:d',
  });
});

test('what is indented deeper belongs to the setting above it', () => {
  const text =
    '[services local]\r\ns3 =\r\n  endpoint_url = http://127.0.0.1:9000\r\n\r\n  # note\r\n  Other=1\r\nplain = a\r\n  b\r\n   [c]\r\n';
  expect(readIni(text)).toEqual([
    {
      header: 'services local',
      settings: { s3: '', plain: 'a\nb\n[c]' },
      nested: { s3: { endpoint_url: 'http://127.0.0.1:9000', Other: '1' } },
    },
  ]);
});

test.each([
  ['a = b', 'line 1 is neither a section nor a setting'],
  ['[p]\nnothing', 'line 2 is neither a section nor a setting'],
  ['[p]\n= x', 'line 2 is neither a section nor a setting'],
  ['[p]\na=1\n[q]\n[p]', 'line 4 begins a section that is there already'],
  ['[p]\na=1\nA : 2', 'line 3 is a setting that its section has already'],
  ['[p]\na =\n  secret', 'what is indented below a setting (a) is no setting'],
])('%j is refused without its content', (text, words) => {
  expect(() => readIni(text)).toThrow(new IniProblem(words));
});
