import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLink, isStackName, readQuickCreateLink } from './quick-create-link.ts';

const TEMPLATE = 'https://vendor.s3.us-east-1.amazonaws.com/extractor.yml';
const ENCODED = encodeURIComponent(TEMPLATE);

describe('a quick-create link', () => {
  it.each([
    `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?templateURL=${ENCODED}&stackName=Spot&param_CustomerName=c1`,
    `https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create/review?templateURL=${ENCODED}&stackName=Spot&param_CustomerName=c1`,
    `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/new?stackName=Spot&templateURL=${TEMPLATE}&param_CustomerName=c1`,
    `https://us-east-1.console.aws.amazon.com/cloudformation/home?#/stacks/create/template?templateUrl=${ENCODED}&stackName=Spot&param_CustomerName=c1`,
    // as HTML and as a broken line of a mail
    `<https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?templateURL=${ENCODED}&amp;stackName=Spot&amp;\n  param_CustomerName=c1>`,
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?templateURL=${ENCODED}&stackName=Spot&param_CustomerName=c1`)}&data=05`,
  ])('is read in every spelling: %s', (url) => {
    expect(readQuickCreateLink(url)).toEqual({
      templateUrl: TEMPLATE,
      template: { bucket: 'vendor', key: 'extractor.yml', versionId: null },
      stackName: 'Spot',
      region: 'us-east-1',
      parameters: { CustomerName: 'c1' },
    });
  });

  it('keeps a signed template address that was not encoded, with its own question mark, ampersands and plus signs', () => {
    const signed = `${TEMPLATE}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a+b`;
    const url = `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?templateURL=${signed}&param_A=1`;
    expect(readQuickCreateLink(url)).toMatchObject({ templateUrl: signed, parameters: { A: '1' } });
  });

  it.each([
    ['not a link', 'it is no web address'],
    [
      'http://console.aws.amazon.com/cloudformation/home#/stacks/quickcreate?templateURL=a',
      'it does not begin with https://',
    ],
    [
      `https://console.aws.amazon.com.evil.example/cloudformation/home#/stacks/quickcreate?templateURL=${ENCODED}`,
      'it leads to console.aws.amazon.com.evil.example, not to the AWS console',
    ],
    [
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example&url=https%3A%2F%2Fb.example',
      'it leads to eur01.safelinks.protection.outlook.com, not to the AWS console',
    ],
    ['https://console.aws.amazon.com/s3/home', 'it does not lead to the creation of a stack'],
    [
      'https://console.aws.amazon.com/cloudformation/home#/stacks/quickcreate?stackName=a',
      'it names no template (templateURL)',
    ],
    [
      'https://console.aws.amazon.com/cloudformation/home#/stacks/quickcreate?templateurl=https://vendor.s3.amazonaws.com/a.yml',
      'it names no template (templateURL)',
    ],
    ['https://console.aws.amazon.com/s3/home#/stacks/quickcreate', 'it does not lead to the creation of a stack'],
    ['https://console.aws.amazon.com/cloudformation/home#/stacks', 'it does not lead to the creation of a stack'],
    ['https://console.aws.amazon.com:8443/cloudformation/home#/stacks/new', 'it names a port: 8443'],
    ['https://a:b@console.aws.amazon.com/cloudformation/home#/stacks/new', 'it names a user in front of its host'],
    [
      'https://evil.console.aws.amazon.com/cloudformation/home#/stacks/new',
      'it leads to evil.console.aws.amazon.com, not to the AWS console',
    ],
  ])('%s is refused: %s', (url, problem) => {
    expect(readQuickCreateLink(url)).toEqual({ problem });
  });

  it.each([
    ['templateURL=https%3A%2F%2Fvendor', 'its template has the address https://vendor'],
    ['templateURL=https%3A%2F%2Fvendor.s3.us-ea', 'its template has the address https://vendor.s3.us-ea'],
    ['templateURL=https%3A%2F%2Fvendor.s3.amazonaws.com%2', "it ends in '2F%2Fvendor.s3.amazonaws.com%2'"],
    [`templateURL=${ENCODED}&stackN`, "it ends in 'stackN'"],
    [`templateURL=${ENCODED}&param_A=1&param_Custo`, "it ends in 'param_Custo'"],
  ])('that a mail program has cut off is known by its end: %s', (query, end) => {
    const url = `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?${query}`;
    expect(readQuickCreateLink(url)).toEqual({ problem: `it seems to be cut off: ${end}` });
  });

  it.each([
    [`templateURL=${ENCODED}&templateURL=${ENCODED}`, 'it has the parameter templateURL twice'],
    [
      `templateURL=${ENCODED}&templateUrl=https://other.s3.amazonaws.com/x.yml`,
      'it has the parameter templateUrl twice',
    ],
    [`TEMPLATEURL=${ENCODED}&templateURL=${ENCODED}`, 'it has the parameter templateURL twice'],
    [`templateURL=${ENCODED}&stackName=a&stackName=b`, 'it has the parameter stackName twice'],
    [`templateURL=${ENCODED}&param_Role=a&param_Other=b&param_Role=a`, 'it has the parameter param_Role twice'],
  ])('that says something twice is refused: %s', (query, problem) => {
    const url = `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?${query}`;
    expect(readQuickCreateLink(url)).toEqual({ problem });
  });

  it.each([
    [
      'console.aws.amazon.com/cloudformation/home?region=us-east-1&region=eu-west-1',
      'it has the parameter region twice',
    ],
    [
      'us-east-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1',
      'it names two regions: eu-west-1 and us-east-1',
    ],
  ])('that names two regions is refused: %s', (place, problem) => {
    expect(readQuickCreateLink(`https://${place}#/stacks/quickcreate?templateURL=${ENCODED}`)).toEqual({ problem });
  });

  it('takes parameters of the template that differ by their capitals alone', () => {
    const url = `https://console.aws.amazon.com/cloudformation/home#/stacks/new?templateURL=${ENCODED}&param_Name=a&param_name=b`;
    expect(readQuickCreateLink(url)).toMatchObject({ parameters: { Name: 'a', name: 'b' } });
  });

  it('whose template does not lie in S3 is refused, without what stands behind its question mark', () => {
    const template = encodeURIComponent('https://templates.example/role.yml?X-Amz-Signature=f00d');
    const url = `https://console.aws.amazon.com/cloudformation/home#/stacks/quickcreate?templateURL=${template}`;
    expect(readQuickCreateLink(url)).toEqual({
      problem: 'the address of its template leads to templates.example, which is no address of Amazon S3',
    });
  });

  it('may end with a parameter that is left blank', () => {
    const url = `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?templateURL=${ENCODED}&param_Accounts=`;
    expect(readQuickCreateLink(url)).toMatchObject({ parameters: { Accounts: '' } });
  });

  it('gives back every name and value that was put into one', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,12}$/u);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string({ maxLength: 20 })),
        fc.stringMatching(/^[a-z0-9][a-z0-9 %&=?#+.-]{0,20}[a-z0-9]\.yml$/u),
        (parameters, key) => {
          const template = `https://vendor.s3.eu-west-1.amazonaws.com/${encodeURIComponent(key)}`;
          const query = Object.entries(parameters).map(([key, value]) => `&param_${key}=${encodeURIComponent(value)}`);
          const url = `https://console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/quickcreate?templateURL=${encodeURIComponent(template)}${query.join('')}`;
          const read = readQuickCreateLink(url);
          const place = { bucket: 'vendor', key, versionId: null };
          expect(read).toEqual({
            templateUrl: template,
            template: place,
            stackName: null,
            region: 'eu-west-1',
            parameters,
          });
        },
      ),
    );
  });

  it('never fails on any text', () => {
    const isTold = (text: string): boolean => typeof isLink(readQuickCreateLink(text)) === 'boolean';
    const within = (text: string): boolean =>
      isTold(`https://console.aws.amazon.com/cloudformation/home#/stacks/quickcreate?${text}`);
    for (const property of [isTold, within]) expect(fc.check(fc.property(fc.string(), property)).failed).toBe(false);
  });
});

it.each([
  ['SpotEcoStack', true],
  ['Spot Eco Stack', false],
  ['1stack', false],
  ['a'.repeat(128), true],
  ['a'.repeat(129), false],
])('%s is a stack name: %s', (name, is) => {
  expect(isStackName(name)).toBe(is);
});
