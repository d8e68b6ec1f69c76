import { describe, expect, it } from 'vitest';
import { publicLink } from './public-link.ts';

const CONSOLE = 'https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate';
const TEMPLATE = 'https://vendor.s3.us-east-1.amazonaws.com/a/role.yml';
const enc = encodeURIComponent;

describe('a link without what is secret in it', () => {
  it.each([
    `${CONSOLE}?templateURL=${enc(TEMPLATE)}&stackName=Spot&param_CURBucketName=cur&param_CustomerName=c%201&param_RoleName=`,
    `${CONSOLE}?stackName=Spot&templateURL=${TEMPLATE}`,
    `${CONSOLE}?templateURL=${enc(`${TEMPLATE}?versionId=3sL4kqtJlcpXroDTDmJ`)}&hideStacks=false`,
    `https://console.aws.amazon.com/cloudformation/home#/stacks/new?templateURL=${enc(TEMPLATE)}`,
    `https://console.aws.amazon.com/cloudformation/home?#/stacks/new?templateUrl=${enc(TEMPLATE)}`,
  ])('is the same where nothing is: %s', (link) => {
    expect(publicLink(link)).toBe(link);
  });

  it.each([
    [
      'a signature',
      `templateURL=${enc(`${TEMPLATE}?X-Amz-Signature=s3cr3t&X-Amz-Security-Token=s3cr3t`)}&stackName=Spot`,
      `templateURL=${enc(TEMPLATE)}&stackName=Spot`,
    ],
    [
      'one of an older kind',
      `templateURL=${enc(`${TEMPLATE}?AWSAccessKeyId=a&Signature=s3cr3t&versionId=v1`)}`,
      `templateURL=${enc(`${TEMPLATE}?versionId=v1`)}`,
    ],
    [
      'one that was not encoded',
      `templateURL=${TEMPLATE}?X-Amz-Date=1&X-Amz-Signature=s3cr3t&stackName=Spot`,
      `templateURL=${enc(TEMPLATE)}&stackName=Spot`,
    ],
    [
      'a parameter that is not known',
      `templateURL=${enc(TEMPLATE)}&param_CustomerKey=s3cr3t&param_CustomerName=c`,
      `templateURL=${enc(TEMPLATE)}&param_CustomerKey=&param_CustomerName=c`,
    ],
    [
      'one in other capitals',
      `templateURL=${enc(TEMPLATE)}&param_customername=s3cr3t`,
      `templateURL=${enc(TEMPLATE)}&param_customername=`,
    ],
    ['a name that is no parameter', `templateURL=${enc(TEMPLATE)}&token=s3cr3t`, `templateURL=${enc(TEMPLATE)}`],
    [
      'an address that can not be read',
      `templateURL=%E0%A4%A&token=s3cr3t&stackName=Spot`,
      'templateURL=&stackName=Spot',
    ],
  ])('has not %s', (_what, query, without) => {
    expect(publicLink(`${CONSOLE}?${query}`)).toBe(`${CONSOLE}?${without}`);
  });

  it.each([
    `"${CONSOLE}?templateURL=${enc(TEMPLATE)}&param_Key=s3cr3t"`,
    `${CONSOLE}?templateURL=${enc(TEMPLATE)}&amp;param_Key=s3cr3t`,
    `${CONSOLE}?templateURL=${enc(TEMPLATE)}\n&param_Key=s3cr3t`,
    `https://eur01.safelinks.protection.outlook.com/?url=${enc(`${CONSOLE}?templateURL=a&param_Key=s3cr3t`)}&data=05`,
    'https://console.aws.amazon.com/cloudformation/home?token=s3cr3t#/stacks/new?templateURL=a',
    's3cr3t',
  ])('is none of it where it is written in another way: %s', (link) => {
    expect(publicLink(link)).toBe('https://console.aws.amazon.com/cloudformation/home#/stacks/quickcreate');
  });
});
