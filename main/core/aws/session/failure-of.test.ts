import { describe, expect, it } from 'vitest';
import { withoutActions } from '../../../../shared/domain/action.ts';
import { SETUP_FAILURES, setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import { systemClock, systemTime } from '../../time/clock.ts';
import { AwsServiceError } from './aws-error.ts';
import { failureOf } from './failure-of.ts';
import { CallJournal } from './journal.ts';

const OF = { profile: 'billing', renewal: (fault: string) => `Do away with ${fault}` };
const CALL = { ...OF, operation: 's3:CreateBucket', resource: 'arn:aws:s3:::b' };

function refused(code: string, message: string, status = 400): AwsServiceError {
  return new AwsServiceError(code, message, { requestId: 'req-7', httpStatusCode: status });
}

describe('what a refusal means', () => {
  it.each([
    ['ExpiredToken', 'The security token included in the request is expired', 400, 'credentials-expired'],
    ['ExpiredTokenException', 'The security token included in the request is expired', 400, 'credentials-expired'],
    ['CredentialsProviderError', 'Token is expired.', 0, 'credentials-expired'],
    ['InvalidClientTokenId', 'The security token included in the request is invalid.', 403, 'keys-refused'],
    ['UnrecognizedClientException', 'The security token included in the request is invalid.', 400, 'keys-refused'],
    ['InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403, 'keys-refused'],
    ['AccessDenied', 'User: arn:aws:iam::1:user/a is not authorized to perform: s3:CreateBucket', 403, 'not-allowed'],
    [
      'AccessDeniedException',
      'User: x is not authorized to perform: cur:PutReportDefinition on resource: arn:aws:cur:us-east-1:1:definition/* with an explicit deny in a service control policy',
      400,
      'denied-by-policy',
    ],
    [
      'AccessDeniedException',
      'Insufficient Lake Formation permission(s): Required Create Database on Catalog',
      400,
      'lake-formation',
    ],
    ['ThrottlingException', 'Rate exceeded', 400, 'throttled'],
    ['SlowDown', 'Please reduce your request rate.', 503, 'throttled'],
    ['RequestExpired', 'Request has expired', 400, 'clock-skew'],
    ['InternalErrorException', '', 500, 'server-error'],
    ['ECONNRESET', 'socket hang up', 0, 'connection-lost'],
    ['TimeoutError', 'no answer', 0, 'timed-out'],
    ['SomethingNew', 'Nobody has seen this', 400, 'unknown'],
  ])('%s: %s', (code, message, status, key) => {
    const failure = failureOf(refused(code, message, status), CALL);
    expect(failure.key).toBe(key);
    expect(failure.aws).toEqual({ operation: 's3:CreateBucket', code, message, requestId: 'req-7' });
    expect(failure.sentence).not.toMatch(/[{}]/u);
    expect(withoutActions(failure.remedy)).not.toMatch(/[{}]/u);
  });

  it.each([
    ['ExpiredToken', 'Do away with credentials-expired. Then apply again, it goes on where it stopped.'],
    ['InvalidAccessKeyId', 'Do away with keys-refused. Then apply again, it goes on where it stopped.'],
    ['SignatureDoesNotMatch', 'Do away with secret-key-wrong. Then apply again.'],
  ])('of credentials says how the profile comes by new ones: %s', (code, remedy) => {
    expect(failureOf(refused(code, 'refused', 403), CALL).remedy).toBe(remedy);
  });

  it("shows AWS's own words and the request ID where it knows no better", () => {
    expect(failureOf(refused('SomethingNew', 'Nobody has seen this'), CALL).sentence).toBe(
      'AWS refused s3:CreateBucket: Nobody has seen this (SomethingNew, request req-7).',
    );
  });

  it('quotes what a policy above the account forbids', () => {
    const message =
      'User: x is not authorized to perform: s3:CreateBucket on resource: arn:aws:s3:::b with an explicit deny in a service control policy';
    expect(failureOf(refused('AccessDenied', message, 403), CALL).sentence).toBe(
      'The organization forbids s3:CreateBucket for arn:aws:s3:::b by a policy above the account, so no rights in the account itself can allow it.',
    );
  });
});

describe('who refuses, and what', () => {
  it.each([
    ['because no service control policy allows the s3:CreateBucket action', 'denied-by-policy'],
    ['because no resource control policy allows the s3:CreateBucket action', 'denied-by-policy'],
    ['because no permissions boundary allows the s3:CreateBucket action', 'denied-by-policy'],
    ['with an explicit deny in a permissions boundary', 'denied-by-policy'],
    ['because no identity-based policy allows the s3:CreateBucket action', 'not-allowed'],
  ])('%s: %s', (why, key) => {
    const message = `User: x is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::b" ${why}`;
    const failure = failureOf(refused('AccessDenied', message, 403), CALL);
    expect(failure.key).toBe(key);
    expect(failure.sentence).toContain('arn:aws:s3:::b');
    expect(failure.sentence).not.toContain('"');
  });

  it.each([
    ['s3:HeadBucket', 's3:ListBucket'],
    ['s3:GetBucketEncryption', 's3:GetEncryptionConfiguration'],
    ['s3:GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
    ['glue:GetCrawler', 'glue:GetCrawler'],
  ])('a refusal of %s names the action %s', (operation, action) => {
    const { sentence } = failureOf(refused('AccessDenied', 'Access Denied', 403), { ...OF, operation });
    expect(sentence).toBe(`The profile has no right to ${action}.`);
  });

  it('names the call that was refused, not the last one that was made', async () => {
    const task = { write: () => Promise.reject(new Error('nothing is kept')), clock: systemClock };
    const journal = new CallJournal(task, null, () => undefined);
    const error = refused('AccessDenied', 'Access Denied', 403);
    const call = { service: 'cur', operation: 'DescribeReportDefinitions', changes: false, input: {} };
    await expect(journal.record(call, () => Promise.reject(error))).rejects.toBe(error);
    const other = { ...call, service: 'account', operation: 'GetAccountInformation' };
    await journal.record(other, () => Promise.resolve({ result: null, requestId: null }));
    const failure = failureOf(error, { ...OF, operation: journal.lastOperation });
    expect(failure.sentence).toBe('The profile has no right to cur:DescribeReportDefinitions.');
    expect(failure.aws?.operation).toBe('cur:DescribeReportDefinitions');
  });
});

describe('a wrong signature', () => {
  const WRONG = 'The request signature we calculated does not match the signature you provided.';
  const wrong = (message: string, date: Date) =>
    Object.assign(refused('SignatureDoesNotMatch', message, 403), {
      $response: { headers: { date: date.toUTCString() } },
    });

  it('is a wrong secret key where the clocks agree', () => {
    expect(failureOf(wrong(WRONG, systemClock()), CALL)).toMatchObject({
      key: 'secret-key-wrong',
      sentence:
        'AWS cannot verify the signature of the profile billing: its secret key is not the one of its access key ID.',
    });
  });

  it('is the clock where it differs, or where AWS says so', () => {
    expect(failureOf(wrong(WRONG, new Date(systemTime() - 3_600_000)), CALL).key).toBe('clock-skew');
    expect(failureOf(wrong('Signature expired: 20261121T100000Z is now earlier', systemClock()), CALL).key).toBe(
      'clock-skew',
    );
    expect(failureOf(wrong('Signature not yet current: 20261121T100000Z', systemClock()), CALL).key).toBe('clock-skew');
  });

  it('keeps nothing of the session token that AWS quotes', () => {
    const message = `${WRONG} The Canonical String was\nx-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE/token==\nhost:b`;
    const failure = failureOf(wrong(message, systemClock()), CALL);
    expect(failure.aws?.message).toContain('x-amz-security-token:[secret]');
    expect(JSON.stringify(failure)).not.toContain('IQoJb3JpZ2lu');
  });
});

it('has a sentence and a remedy for every failure', () => {
  for (const { sentence, remedy } of Object.values(SETUP_FAILURES)) {
    expect(sentence.length).toBeGreaterThan(5);
    expect((typeof remedy === 'string' ? remedy : remedy({})).length).toBeGreaterThan(10);
  }
});

it('names the code in capitals and fills in the details', () => {
  expect(setupFailure('bucket-name-taken', { bucket: 'b', proposal: 'b-1' })).toMatchObject({
    code: 'BUCKET_NAME_TAKEN',
    sentence: 'The bucket name b belongs to another AWS account; every bucket name exists once in the world.',
    aws: null,
  });
});
