import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTemplateAddress } from './template-address.ts';

const PLACE = { bucket: 'vendor-templates', key: 'a/role.yml', versionId: null };

describe('the address of a template', () => {
  it.each([
    'https://vendor-templates.s3.us-east-1.amazonaws.com/a/role.yml',
    'https://vendor-templates.s3-us-west-2.amazonaws.com/a/role.yml',
    'https://vendor-templates.s3.amazonaws.com/a/role.yml',
    'https://vendor-templates.s3.dualstack.us-east-1.amazonaws.com/a/role.yml',
    'https://vendor-templates.s3.cn-north-1.amazonaws.com.cn/a/role.yml',
    'https://vendor-templates.s3.us-gov-west-1.amazonaws.com/a%2Frole.yml',
    'https://s3.amazonaws.com/vendor-templates/a/role.yml',
    'https://s3.us-east-1.amazonaws.com/vendor-templates/a/role.yml',
    'https://s3-eu-west-1.amazonaws.com/vendor-templates/a/role.yml',
    'https://s3.dualstack.ap-southeast-2.amazonaws.com/vendor-templates/a/role.yml',
    'https://vendor-templates.s3.amazonaws.com/a/role.yml?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a+b',
  ])('is read in every form: %s', (address) => {
    expect(readTemplateAddress(address)).toEqual(PLACE);
  });

  it('names a version', () => {
    expect(readTemplateAddress('https://vendor-templates.s3.amazonaws.com/a/role.yml?versionId=3%2FL4k.x_y')).toEqual({
      ...PLACE,
      versionId: '3/L4k.x_y',
    });
  });

  it.each([
    [
      'https://s3-evil-123.us-east-1.elb.amazonaws.com/vendor/k',
      'leads to s3-evil-123.us-east-1.elb.amazonaws.com, which is no address of Amazon S3',
    ],
    [
      'https://vendor.s3-evil-123.us-east-1.elb.amazonaws.com/k',
      'leads to vendor.s3-evil-123.us-east-1.elb.amazonaws.com, which is no address of Amazon S3',
    ],
    [
      'https://vendor.s3-website-us-east-1.amazonaws.com/k',
      'leads to vendor.s3-website-us-east-1.amazonaws.com, which is no address of Amazon S3',
    ],
    [
      'https://vendor.s3-accesspoint.us-east-1.amazonaws.com/k',
      'leads to vendor.s3-accesspoint.us-east-1.amazonaws.com, which is no address of Amazon S3',
    ],
    [
      'https://vendor.s3.amazonaws.com.evil.example/k',
      'leads to vendor.s3.amazonaws.com.evil.example, which is no address of Amazon S3',
    ],
    ['https://vendor.s3xamazonaws.com/k', 'leads to vendor.s3xamazonaws.com, which is no address of Amazon S3'],
    ['https://vendors3.amazonaws.com/k', 'leads to vendors3.amazonaws.com, which is no address of Amazon S3'],
    ['https://vendor.S3.amazonaws.com/k', 'leads to vendor.S3.amazonaws.com, which is no address of Amazon S3'],
    ['https://vendor.s3.amazonaws.com./k', 'leads to vendor.s3.amazonaws.com., which is no address of Amazon S3'],
    ['https://vendor.s3.amazonaws.com:443/k', 'names a port: vendor.s3.amazonaws.com:443'],
    ['https://vendor.s3.amazonaws.com@evil.example/k', 'names a user in front of its host'],
    ['https://evil.example\\@vendor.s3.amazonaws.com/k', 'names a user in front of its host'],
    ['http://vendor.s3.amazonaws.com/k', 'is no https address of a file'],
    ['https://vendor.s3.amazonaws.com/k#part', 'is no https address of a file'],
    ['https://vendor.s3.amazonaws.com', 'is no https address of a file'],
    ['https://vendor.s3.amazonaws.com/', 'names no file in its bucket'],
    ['https://s3.amazonaws.com/vendor', 'names no file in its bucket'],
    ['https://s3.amazonaws.com/vendor/../evil/k', 'has a path that can not be read'],
    ['https://s3.amazonaws.com/vendor/%2e%2e/evil/k', 'has a path that can not be read'],
    ['https://s3.amazonaws.com/vendor\\evil/k', 'has a path that can not be read'],
    ['https://vendor.s3.amazonaws.com/100%.yml', 'has a path that can not be read'],
    ['https://vendor.s3.amazonaws.com/a%00.yml', 'has a path that can not be read'],
    ['https://ab.s3.amazonaws.com/k', "names no bucket of Amazon S3: 'ab'"],
    ['https://s3.amazonaws.com/Vendor/k', "names no bucket of Amazon S3: 'Vendor'"],
    ['https://vendor.s3.amazonaws.com/k?versionId=a&versionId=b', "has 'versionId' twice behind its question mark"],
    ['https://vendor.s3.amazonaws.com/k?versionId=', 'names a version that can not be read'],
    [
      'https://vendor.s3.amazonaws.com/k?TemplateURL=https://evil.example',
      "has 'TemplateURL' behind its question mark, which no template needs",
    ],
  ])('%s is refused: it %s', (address, problem) => {
    expect(readTemplateAddress(address)).toEqual({ problem });
  });

  it('leads nowhere but to a bucket of S3, whatever is put before and behind its host', () => {
    const part = fc.stringMatching(/^[a-z0-9@:.\-\\/%?#]{0,12}$/u);
    fc.assert(
      fc.property(part, part, (before, behind) => {
        const address = `https://${before}.s3.us-east-1.amazonaws.com${behind}/k`;
        const read = readTemplateAddress(address);
        if (!('bucket' in read)) return;
        expect(new URL(address).host).toMatch(/^(?:[a-z0-9.-]+\.)?s3\.us-east-1\.amazonaws\.com$/u);
      }),
    );
  });
});
