/** What answers for AWS may not know an operation that the set-up can do without: an emulator, a part of AWS that lacks it. */
import { expect, test } from 'vitest';
import { cannotLook, isUnknownOperation } from '../../main/core/aws/session/denied.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { stepOf } from '../support/aws-desk.ts';
import { realProfile } from '../support/real-profile.ts';
import { standIn } from '../support/stand-in.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';

const MPA = accountId('111122223333');

test('AWS Organizations that knows nothing: who pays is asked, and billing is looked at all the same', async () => {
  const home = tempFolder();
  await realProfile(home, MPA);
  const organizations = await standIn((_request, response) => {
    response
      .writeHead(400, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' })
      .end('{"__type":"UnknownOperationException","message":"no such operation"}');
  });
  const { client, core } = tempCore({ environment: { HOME: home, AWS_ENDPOINT_URL_ORGANIZATIONS: organizations } });
  await client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'customer-of-msp', profileName: 'payer' });
  const input = { mpaId: MPA, profile: null, only: null };
  const first = stepOf(await core.task('aws.plan', input), 'identity');
  expect([first.state, first.failure?.code, first.failure?.sentence, first.consents[0]?.question]).toEqual([
    'needs-you',
    'PAYER_UNKNOWN',
    'It is not known whether 111122223333 is the account that pays: what answers there does not know organizations:DescribeOrganization.',
    'Is 111122223333 the account that pays? What answers there does not know AWS Organizations.',
  ]);
  const report = await core.task('aws.apply', { ...input, only: 'billing-access', consents: ['payer-unknown'] });
  expect(stepOf(report, 'billing-access')).toMatchObject({ state: 'in-place', failure: null });
}, 30_000);

test.each([
  ['UnknownOperationException', 400, true],
  ['UnknownOperation', 404, true],
  ['InvalidAction', 400, true],
  ['NotImplemented', 501, true],
  ['InternalFailure', 501, true],
  ['MethodNotAllowed', 405, true],
  ['UnsupportedAPIEndpointException', 400, true],
  ['InternalFailure', 500, false],
  ['ValidationError', 400, false],
  ['AccessDenied', 403, false],
])('%s with %i is a call that is not known there: %s', (code, status, unknown) => {
  const error = { code, status, message: '', requestId: null, headers: {} };
  expect([isUnknownOperation(error), cannotLook(error)]).toEqual([unknown, unknown || code === 'AccessDenied']);
});
