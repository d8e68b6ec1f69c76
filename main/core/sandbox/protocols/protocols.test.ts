/** What goes over the wire comes out as it went in, whatever it is. */
import {
  CreateBucketCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketTaggingCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateRoleCommand, GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateDatabaseCommand, GetDatabaseCommand } from '@aws-sdk/client-glue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tempSandbox } from '../../../../test/support/temp-sandbox.ts';
import { AwsFault } from '../service.ts';
import { decodeJson, encodeJson, encodeJsonFault } from './json.ts';
import { decodeQuery, encodeQuery, encodeQueryFault } from './query.ts';
import { readXml } from './read-xml.ts';
import { element, flat } from './xml.ts';

/** Text that XML 1.0 can have; a lone carriage return is one of it. */
const xmlText = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter((text) => !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u.test(text));

describe('over the wire', () => {
  it('any text comes back: in XML, in a form, in JSON, in a path', async () => {
    const { aws } = await tempSandbox();
    const Bucket = 'abc';
    const role = { RoleName: 'r', PolicyName: 'p' };
    await aws.s3.send(new CreateBucketCommand({ Bucket }));
    await aws.iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: '{}' }));
    let number = 0;
    const comesBack = async (text: string): Promise<void> => {
      await aws.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'a', Value: text }] } }));
      const { TagSet } = await aws.s3.send(new GetBucketTaggingCommand({ Bucket }));
      expect(TagSet).toEqual([{ Key: 'a', Value: text }]);

      const PolicyDocument = JSON.stringify({ text });
      await aws.iam.send(new PutRolePolicyCommand({ ...role, PolicyDocument }));
      const policy = await aws.iam.send(new GetRolePolicyCommand(role));
      expect(decodeURIComponent(policy.PolicyDocument ?? '')).toBe(PolicyDocument);

      const Name = `d${(number += 1)}`;
      await aws.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name, Description: text } }));
      expect((await aws.glue.send(new GetDatabaseCommand({ Name }))).Database?.Description).toBe(text);

      const Key = `${Name}/${text}`;
      await aws.s3.send(new PutObjectCommand({ Bucket, Key, Body: `body of ${text}` }));
      const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(await Body?.transformToString()).toBe(`body of ${text}`);
      const { Contents } = await aws.s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${Name}/` }));
      expect(Contents?.map((content) => content.Key)).toEqual([Key]);
    };
    const odd = [
      ['a+b %2F c'],
      ['../..'],
      ['//'],
      ['?x=1&y#z'],
      ["!'()*"],
      ['<&>"'],
      [' a '],
      ['ä 顧客 😀'],
      ['a\r\nb'],
    ];
    await fc.assert(fc.asyncProperty(xmlText, comesBack), { numRuns: 40, examples: odd as [string][] });
  });
});

describe('the query protocol', () => {
  it('reads lists in the order of their numbers, and objects in them', () => {
    const tags = Array.from({ length: 11 }, (_, index) => `Tags.member.${index + 1}.Key=k${index + 1}`);
    const body = `Action=CreateStack&Version=2010-05-15&StackName=a+b&${tags.reverse().join('&')}&Capabilities=`;
    const { operation, input } = decodeQuery(body);
    expect(operation).toBe('CreateStack');
    expect(input['StackName']).toBe('a b');
    expect((input['Tags'] as { Key: string }[]).map(({ Key }) => Key)).toEqual([
      'k1',
      'k2',
      'k3',
      'k4',
      'k5',
      'k6',
      'k7',
      'k8',
      'k9',
      'k10',
      'k11',
    ]);
    expect(input['Capabilities']).toBe('');
  });

  it('writes answers and refusals as AWS does', () => {
    const answer = encodeQuery('DoIt', { A: [{ B: true }], At: new Date(0), None: undefined }, 'urn:x', 'id-1');
    expect(answer).toEqual({
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'id-1' },
      body: '<DoItResponse xmlns="urn:x"><DoItResult><A><member><B>true</B></member></A><At>1970-01-01T00:00:00.000Z</At></DoItResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></DoItResponse>',
    });
    const fault = new AwsFault('ValidationError', 'a < b', { members: { Detail: 'x' } });
    expect(encodeQueryFault(fault, 'urn:x', 'id-2')).toMatchObject({
      status: 400,
      body: '<ErrorResponse xmlns="urn:x"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>a &lt; b</Message><Detail>x</Detail></Error><RequestId>id-2</RequestId></ErrorResponse>',
    });
  });
});

describe('JSON', () => {
  it('writes times as seconds, bytes as base64, refusals with their code twice', () => {
    const result = { At: new Date(1500), Bytes: Uint8Array.of(1, 2, 3), None: undefined };
    expect(encodeJson(result, 'id').body).toBe('{"At":1.5,"Bytes":"AQID"}');
    const { headers, body } = encodeJsonFault(new AwsFault('NoScheduleException', 'none'), 'id');
    expect([headers['x-amzn-errortype'], body]).toEqual([
      'NoScheduleException',
      '{"__type":"NoScheduleException","message":"none","Message":"none"}',
    ]);
  });

  it.each(['[]', '"a"', '{', 'null'])('refuses %s as an input', (body) => {
    expect(() => decodeJson(body)).toThrow(expect.objectContaining({ code: 'SerializationException' }));
  });
});

describe('XML', () => {
  it('is read into texts, lists and objects', () => {
    const source = '<R xmlns="urn:x"><A>1</A><L>a</L><L>b</L><One>c</One><O><P> p </P></O><E/></R>';
    expect(readXml(source, ['One'])).toEqual({ A: '1', L: ['a', 'b'], One: ['c'], O: { P: ' p ' }, E: '' });
    expect(() => readXml('<R><A></R>')).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it('has no characters that it can not have', () => {
    expect(element('A', 'a\u0000\u000B\uFFFEb')).toBe('<A>ab</A>');
    expect(flat('A', ['x', 1, null])).toBe('<A>x</A><A>1</A>');
  });
});
