import { describe, expect, it } from 'vitest';
import { vendorBuckets } from './vendor-buckets.ts';

const CONSOLE = 'https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?templateURL=';

describe('the buckets of links', () => {
  it.each([
    [`${CONSOLE}https%3A%2F%2Fvendor-templates.s3.us-east-1.amazonaws.com%2Fextractor.yml`, ['vendor-templates']],
    [`${CONSOLE}https://vendor.templates.s3.amazonaws.com/a/b.yml&stackName=x`, ['vendor.templates']],
    [`${CONSOLE}https://s3.amazonaws.com/vendor-templates/b.yml`, ['vendor-templates']],
    [`${CONSOLE}https://s3-us-west-2.amazonaws.com/vendor-templates/b.yml`, ['vendor-templates']],
    [
      `${CONSOLE}https%3A%2F%2Fa-templates.s3.us-east-1.amazonaws.com%2Fe.yml&param_LambdaFunctionBucket=a-code`,
      ['a-code', 'a-templates'],
    ],
    [
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`${CONSOLE}https%3A%2F%2Fmail-templates.s3.us-east-1.amazonaws.com%2Fe.yml`)}&data=05`,
      ['mail-templates'],
    ],
    [`${CONSOLE}https://vendor.example/b.yml`, []],
    [`${CONSOLE}https://s3-evil-123.us-east-1.elb.amazonaws.com/vendor-templates/b.yml`, []],
    [null, []],
  ])('%s', (link, expected) => {
    expect(vendorBuckets([link])).toEqual(expected);
  });
});
