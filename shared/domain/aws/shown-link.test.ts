import { expect, test } from 'vitest';
import { shownLink, shownLinkParameters } from './shown-link.ts';

const PAGE = 'https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create/review';
const PLACE = 'https://vendor.s3.amazonaws.com/a/extractor-v1.2.yml';

test.each([
  [`${PAGE}?templateURL=${encodeURIComponent(PLACE)}&param_Key=hush`, PLACE],
  [`${PAGE}?templateURL=${encodeURIComponent(`${PLACE}?X-Amz-Signature=f00d`)}`, PLACE],
  [`${PAGE}?templateUrl=${PLACE}?X-Amz-Signature=f00d&X-Amz-Date=1&stackName=s`, PLACE],
  [`${PAGE}?param_Key=hush&templateURL=${PLACE}%3FX-Amz-Signature%3Df00d`, PLACE],
  [`${PAGE}?stackName=s&templateURL=https%3A%2F%2Fvendor.s3.ama\n zonaws.com%2Fa%2Fextractor-v1.2.yml`, PLACE],
  [
    `https://x.safelinks.protection.outlook.com/?url=${encodeURIComponent(`${PAGE}?templateURL=${encodeURIComponent(PLACE)}`)}`,
    'kept',
  ],
  [`${PAGE}?templateURL=%E0%A4%A&param_Key=hush`, 'kept'],
  ['hush', 'kept'],
])('of a link its template is shown: %#', (link, shown) => {
  expect(shownLink(link)).toBe(shown);
});

test('a value is shown where its parameter is known to hold nothing secret', () => {
  const parameters = {
    CustomerName: 'Contoso',
    customername: 'x',
    Token: 'hush',
    Blank: '',
    AccountList: '012345678901',
  };
  expect(shownLinkParameters(parameters)).toEqual({
    CustomerName: 'Contoso',
    customername: '(given)',
    Token: '(given)',
    Blank: '',
    AccountList: '012345678901',
  });
});
