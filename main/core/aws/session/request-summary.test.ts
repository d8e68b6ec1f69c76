import fc from 'fast-check';
import { expect, it } from 'vitest';
import { requestSummary } from './request-summary.ts';

it('keeps short members as they are, long texts by length and hash', () => {
  expect(
    requestSummary({
      StackName: 'SpotEcoStack',
      TemplateBody: 'x'.repeat(1000),
      ClientRequestToken: '099999999999-athena-stack-1',
      Parameters: [{ ParameterKey: 'AccountList', ParameterValue: '' }],
      DisableRollback: undefined,
    }),
  ).toEqual({
    StackName: 'SpotEcoStack',
    // printf 'x%.0s' {1..1000} | sha256sum
    TemplateBody: '[1000 characters, sha256 44f8354494a5ba03ba1792a8d3e9c534c47a9181980fde7a3f44b06ef2ae7c7f]',
    ClientRequestToken: '099999999999-athena-stack-1',
    Parameters: [{ ParameterKey: 'AccountList', ParameterValue: '' }],
  });
});

it('keeps nothing of a member that is named like a secret, however deep', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/u);
  const name = fc.constantFrom('SecretAccessKey', 'Password', 'SessionToken', 'Credentials', 'MfaCode');
  fc.assert(
    fc.property(secret, name, (value, member) => {
      const kept = JSON.stringify(requestSummary({ A: { B: [{ [member]: value }] }, [member]: { x: value } }));
      expect(kept).not.toContain(value);
    }),
  );
});

it('keeps neither the signature of an address nor parameters that nobody may see', () => {
  const signed = `https://vendor.s3.us-east-1.amazonaws.com/extractor.yml?X-Amz-Signature=${'f'.repeat(600)}`;
  const parameter = (ParameterKey: string, ParameterValue: string) => ({ ParameterKey, ParameterValue });
  const Parameters = [parameter('CustomerKey', 'hush'), parameter('AccessToken', 'hush'), parameter('Bucket', 'cur')];
  expect(requestSummary({ TemplateURL: signed, Parameters }, new Set(['CustomerKey']))).toEqual({
    TemplateURL: 'https://vendor.s3.us-east-1.amazonaws.com/extractor.yml?[not kept]',
    Parameters: [
      parameter('CustomerKey', '[not kept]'),
      parameter('AccessToken', '[not kept]'),
      parameter('Bucket', 'cur'),
    ],
  });
});
