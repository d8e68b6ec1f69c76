import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { AppError } from '../../../shared/domain/app-error.ts';
import { readTemplate } from './read-template.ts';
import type { TemplateObject, TemplateValue } from './template.ts';

const HEAD = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n';

/** The properties of a template's only resource, written as YAML. */
function properties(lines: string): TemplateValue | undefined {
  const indented = lines
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
  return readTemplate(`${HEAD}${indented}\n`).Resources['A']?.Properties;
}

function refusal(text: string): unknown {
  try {
    return readTemplate(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code}: ${error.message.replace("The CloudFormation template can't be read: ", '')}`;
  }
}

describe('short tags', () => {
  it.each<[string, TemplateValue]>([
    ['V: !Ref Bucket', { Ref: 'Bucket' }],
    ['V: !GetAtt Role.Arn', { 'Fn::GetAtt': ['Role', 'Arn'] }],
    ['V: !GetAtt Nested.Outputs.Arn', { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] }],
    ['V: !GetAtt [Role, Arn]', { 'Fn::GetAtt': ['Role', 'Arn'] }],
    ["V: !Sub 'a-${B}'", { 'Fn::Sub': 'a-${B}' }],
    ['V: !Sub\n  - a-${B}\n  - {B: !Ref C}', { 'Fn::Sub': ['a-${B}', { B: { Ref: 'C' } }] }],
    ["V: !Join ['', [a, !Ref B]]", { 'Fn::Join': ['', ['a', { Ref: 'B' }]] }],
    ['V: !If [Live, !Ref B, !Ref "AWS::NoValue"]', { 'Fn::If': ['Live', { Ref: 'B' }, { Ref: 'AWS::NoValue' }] }],
    ["V: !Select [0, !Split [',', 'a,b']]", { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] }],
    ['V: !FindInMap [A, !Ref B, c]', { 'Fn::FindInMap': ['A', { Ref: 'B' }, 'c'] }],
    [
      'V: !And [!Condition A, !Not [!Equals [a, b]]]',
      { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
    ],
    ['V: !Base64\n  Fn::Sub: x', { 'Fn::Base64': { 'Fn::Sub': 'x' } }],
    ['V: !ImportValue x', { 'Fn::ImportValue': 'x' }],
    ['V: !Cidr [a, 1, 2]', { 'Fn::Cidr': ['a', 1, 2] }],
    ["V: !GetAZs ''", { 'Fn::GetAZs': '' }],
    ['V: !Sub |\n  first\n  second\n', { 'Fn::Sub': 'first\nsecond\n' }],
    ['V: !Sub 5', { 'Fn::Sub': '5' }],
  ])('%s', (yaml, expected) => {
    expect(properties(yaml)).toEqual({ V: expected });
  });
});

describe('values', () => {
  it('are read as CloudFormation takes them; what is no JSON number stays text', () => {
    expect(
      properties(
        'Account: 012345678901\nCount: 30\nRatio: 1.5\nVersion: 2012-10-17\nPadded: 1.50\nHex: 0x10\nBig: 12345678901234567890\nYes: yes\nNo: No\nOn: on\nTrue: true\nQuoted: "yes"\nNothing: ~\nExplicit: !!str 5\nNumber: !!int 5',
      ),
    ).toEqual({
      Account: '012345678901',
      Count: 30,
      Ratio: 1.5,
      Version: '2012-10-17',
      Padded: '1.50',
      Hex: '0x10',
      Big: '12345678901234567890',
      Yes: true,
      No: false,
      On: true,
      True: true,
      Quoted: 'yes',
      Nothing: null,
      Explicit: '5',
      Number: 5,
    });
  });

  it('may be JSON, with or without a byte order mark', () => {
    const text = '{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":{"Ref":"B"}}}}}';
    for (const each of [text, `\uFEFF${text}`]) {
      expect(readTemplate(each).Resources['A']).toEqual({
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: { Ref: 'B' } },
      });
    }
  });

  it('may have names that every object inherits', () => {
    expect(properties('constructor: a\ntoString: b')).toEqual({ constructor: 'a', toString: 'b' });
    expect(readTemplate(`${HEAD}      a: 1`).Parameters).toBeUndefined();
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'FILE_UNREADABLE: it is empty.'],
    ['just text', 'FILE_UNREADABLE: it is no map of sections.'],
    ['[1, 2]', 'FILE_UNREADABLE: it is no map of sections.'],
    ['Resources: {}', 'FILE_UNREADABLE: it has no resources.'],
    ['Resources: [1]', 'FILE_UNREADABLE: its section Resources is no map.'],
    ['Resources: {A: {}}', 'FILE_UNREADABLE: the resource A has no type.'],
    ['Resources: {a-b: {Type: x}}', "FILE_UNREADABLE: the resource name 'a-b' is not letters and digits."],
    ['Resources: {A: {Type: x, Properties: 1}}', 'FILE_UNREADABLE: the properties of A are no map.'],
    ['Resources: {A: {Type: x}}\nOutputs: {B: 1}', 'FILE_UNREADABLE: B in Outputs is no map.'],
    ['Resources: {A: {Type: x}}\nStages: {}', 'FILE_UNREADABLE: AWS knows no section Stages.'],
    ['a: 1\n---\nb: 2', 'FILE_UNREADABLE: it has more than one document.'],
    ['Resources:\n  A:\n    Type: x\n    Type: y', "FILE_UNREADABLE: 'Type' is there twice (line 4)."],
    ['{"Resources":{"A":{"Type":"x"},"\\u0041":{"Type":"y"}}}', "FILE_UNREADABLE: 'A' is there twice."],
    ['Resources:\n  A:\n    !Ref Type: x', 'FILE_UNREADABLE: a name has the tag !Ref (line 3).'],
    ['Resources:\n  A:\n    Type: !Foo x', 'FILE_UNREADABLE: the tag !Foo is not known (line 3).'],
    [
      'Resources:\n  A:\n    Type: !!binary aGk=',
      'FILE_UNREADABLE: the tag tag:yaml.org,2002:binary is not known (line 3).',
    ],
    [
      'Resources:\n  A: &a {Type: x}\n  B: *a',
      'FILE_UNREADABLE: it uses a YAML alias, which CloudFormation does not take (line 3).',
    ],
    [
      'Resources:\n  A: {Type: x}\n  <<: {B: {Type: x}}',
      'FILE_UNREADABLE: it merges maps (<<), which CloudFormation does not take (line 3).',
    ],
    ['Resources:\n  A: {Type: x, __proto__: {a: 1}}', "FILE_UNREADABLE: the name '__proto__' can't be used (line 2)."],
    ['{"Resources":{"A":{"Type":"x","__proto__":{"a":1}}}}', "FILE_UNREADABLE: the name '__proto__' can't be used."],
    ['{"Resources":\n {"A": "x" "y"}}', 'FILE_UNREADABLE: unexpected double-quoted-scalar at node end (line 2).'],
    ['? [a]\n: b', 'FILE_UNREADABLE: a name is no text (line 1).'],
  ])('%j', (text, expected) => {
    expect(refusal(text)).toBe(expected);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('is what is too large, too deep, or grows when it is read', () => {
    expect(refusal(`# ${'x'.repeat(1_048_576)}`)).toBe(
      'FILE_UNREADABLE: it has 1048578 bytes; AWS takes 1048576 at most.',
    );
    expect(refusal('['.repeat(50_000))).toBe('FILE_UNREADABLE: it is nested too deeply.');
    expect(refusal('{"a":'.repeat(50_000))).toBe('FILE_UNREADABLE: it is nested too deeply.');
    expect(refusal(`{"Resources":${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`)).toBe(
      'FILE_UNREADABLE: it is nested too deeply.',
    );
    const bomb = Array.from(
      { length: 30 },
      (_unused, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
    );
    expect(refusal(`a0: &a0 x\n${bomb.join('\n')}`)).toMatch(/^FILE_UNREADABLE: it uses a YAML alias/);
  });
});

describe('property', () => {
  const names = fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__' && name !== '<<');
  const { value } = fc.letrec<{ value: TemplateValue; object: TemplateObject }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.constantFrom('012345678901', 'yes', '1e3', 'null', '2012-10-17', '~', '0x1f'),
      ),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
      fc.constantFrom('Ref', 'Condition').map((name) => ({ [name]: 'Name' })),
      fc
        .tuple(fc.constantFrom('Fn::Sub', 'Fn::Base64', 'Fn::ImportValue'), fc.string())
        .map(([name, text]) => ({ [name]: text })),
      fc
        .tuple(
          fc.constantFrom('Fn::Join', 'Fn::If', 'Fn::Select', 'Fn::And'),
          fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
        )
        .map(([name, list]) => ({ [name]: list })),
      fc.constant<TemplateValue>({ 'Fn::GetAtt': ['Role', 'Arn'] }),
    ),
    object: fc.dictionary(names, tie('value'), { maxKeys: 3 }),
  }));

  it('a template in YAML with short tags is the same as the template in JSON', () => {
    fc.assert(
      fc.property(value, (inner) => {
        const template = { Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { V: inner } } } };
        const json = JSON.stringify(template);
        expect(readTemplate(short(template))).toEqual(readTemplate(json));
        expect(readTemplate(json)).toEqual(JSON.parse(json));
      }),
      { numRuns: 500 },
    );
  });

  it('whatever the text is, it is read or refused in a sentence', () => {
    const pieces = fc.constantFrom(
      'Resources:',
      '\n  ',
      'A',
      ': ',
      '- ',
      '!Ref ',
      '&a ',
      '*a',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      '%',
      '\t',
      '#',
      '<<',
      '?',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
        ),
        (text) => {
          const outcome = refusal(text);
          expect(outcome).toSatisfy((is) => typeof is === 'object' || (is as string).startsWith('FILE_UNREADABLE: '));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** YAML of a value, each function as its short tag, written by the `yaml` package from marked texts. */
function short(template: TemplateValue): string {
  return write(template, 0);
}

/** Flow style by hand: a short tag, then its argument. A tag may not follow another one, so that inner functions stay long. */
function write(value: TemplateValue, tagged: number): string {
  if (Array.isArray(value)) return `[${value.map((each) => write(each, 0)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return quoted(value);
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? ['', null];
  const isFunction =
    entries.length === 1 && /^(?:Ref|Condition|Fn::(?:Sub|Base64|ImportValue|Join|If|Select|And|GetAtt))$/.test(name);
  if (isFunction && tagged === 0) return `!${name.replace('Fn::', '')} ${write(argument, 1)}`;
  return `{${entries.map(([key, each]) => `${quoted(key)}: ${write(each, 0)}`).join(', ')}}`;
}

function quoted(value: string | number | boolean | null): string {
  return typeof value === 'string'
    ? stringify(value, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trim()
    : String(value);
}
