import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountId } from '../account-id.ts';
import {
  denialsOf,
  mergeReportPolicy,
  missingForReport,
  publicStatements,
  reportStatements,
  withoutReportStatements,
} from './bucket-policy.ts';
import type { BucketPolicy } from './bucket-policy.ts';

const TARGET = { bucket: 'reports-1', account: accountId('111122223333') };

/** As AWS's page of the classic report shows it. */
const AS_DOCUMENTED: BucketPolicy = {
  Version: '2008-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'billingreports.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:GetBucketPolicy'],
      Resource: 'arn:aws:s3:::reports-1',
      Condition: {
        StringEquals: {
          'aws:SourceArn': 'arn:aws:cur:us-east-1:111122223333:definition/*',
          'aws:SourceAccount': '111122223333',
        },
      },
    },
    {
      Sid: 'Stmt1335892526596',
      Effect: 'Allow',
      Principal: { Service: 'billingreports.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::reports-1/*',
      Condition: {
        StringEquals: {
          'aws:SourceArn': 'arn:aws:cur:us-east-1:111122223333:definition/*',
          'aws:SourceAccount': '111122223333',
        },
      },
    },
  ],
};

/** As AWS's page of Data Exports shows it. */
const OF_DATA_EXPORTS: BucketPolicy = {
  Version: '2012-10-17',
  Statement: {
    Sid: 'EnableAWSDataExportsToWriteToS3AndCheckPolicy',
    Effect: 'Allow',
    Principal: { Service: ['billingreports.amazonaws.com', 'bcm-data-exports.amazonaws.com'] },
    Action: ['s3:PutObject', 's3:GetBucketPolicy'],
    Resource: ['arn:aws:s3:::reports-1/*', 'arn:aws:s3:::reports-1'],
    Condition: {
      StringLike: {
        'aws:SourceAccount': '111122223333',
        'aws:SourceArn': [
          'arn:aws:cur:us-east-1:111122223333:definition/*',
          'arn:aws:bcm-data-exports:us-east-1:111122223333:export/*',
        ],
      },
    },
  },
};

describe('the statements of the report', () => {
  it('are those that AWS documents', () => {
    const withoutSids = (policy: BucketPolicy): unknown[] =>
      [policy.Statement ?? []].flat().map((statement) => ({ ...statement, Sid: undefined }));
    expect(withoutSids({ Statement: reportStatements(TARGET) })).toEqual(withoutSids(AS_DOCUMENTED));
  });

  it('make a policy where there is none', () => {
    const { policy, added } = mergeReportPolicy(null, TARGET);
    expect(added).toEqual(['EnrollmentDeskReportCheck', 'EnrollmentDeskReportWrite']);
    expect(policy).toEqual({ Version: '2012-10-17', Statement: reportStatements(TARGET) });
  });

  it('are not added where the policy allows the same already', () => {
    expect(mergeReportPolicy(AS_DOCUMENTED, TARGET)).toEqual({ policy: AS_DOCUMENTED, added: [] });
    expect(missingForReport(AS_DOCUMENTED, TARGET)).toEqual([]);
  });

  it("are added beside the one of Data Exports as far as it lacks: the classic report's look at the ACL", () => {
    expect(missingForReport(OF_DATA_EXPORTS, TARGET)).toEqual(['s3:GetBucketAcl']);
    const { policy, added } = mergeReportPolicy(OF_DATA_EXPORTS, TARGET);
    expect(added).toEqual(['EnrollmentDeskReportCheck']);
    expect(policy).toEqual({
      Version: '2012-10-17',
      Statement: [OF_DATA_EXPORTS.Statement, reportStatements(TARGET)[0]],
    });
  });

  it.each([
    ['another account', { account: accountId('999988887777'), bucket: 'reports-1' }],
    ['another bucket', { account: accountId('111122223333'), bucket: 'reports-2' }],
  ])('of %s do not count', (_what, target) => {
    expect(missingForReport(AS_DOCUMENTED, target)).toEqual(['s3:GetBucketAcl', 's3:GetBucketPolicy', 's3:PutObject']);
  });

  it('are put right where somebody changed them, and stand there once', () => {
    const [check, write] = reportStatements(TARGET);
    const changed = {
      Version: '2012-10-17',
      Statement: [check, { ...write, Resource: 'arn:aws:s3:::reports-1/old/*' }],
    };
    expect(mergeReportPolicy(changed, TARGET)).toEqual({
      policy: { Version: '2012-10-17', Statement: [check, write] },
      added: ['EnrollmentDeskReportWrite'],
    });
  });

  it('do not count under a condition that is not understood', () => {
    const [check, write] = reportStatements(TARGET);
    const narrow = {
      Statement: [check, { ...write, Sid: 'x', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }],
    };
    expect(missingForReport(narrow, TARGET)).toEqual(['s3:PutObject']);
  });
});

describe('undo', () => {
  it('takes out our statements only, and the policy with the last of them', () => {
    const foreign = {
      Sid: 'Foreign',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::222233334444:root' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::reports-1/*',
    };
    const merged = mergeReportPolicy({ Id: 'theirs', Version: '2008-10-17', Statement: foreign }, TARGET).policy;
    expect(withoutReportStatements(merged)).toEqual({
      policy: { Id: 'theirs', Version: '2008-10-17', Statement: [foreign] },
      removed: ['EnrollmentDeskReportCheck', 'EnrollmentDeskReportWrite'],
    });
    expect(withoutReportStatements(mergeReportPolicy(null, TARGET).policy)).toEqual({
      policy: null,
      removed: ['EnrollmentDeskReportCheck', 'EnrollmentDeskReportWrite'],
    });
    expect(withoutReportStatements(AS_DOCUMENTED)).toEqual({ policy: AS_DOCUMENTED, removed: [] });
  });
});

describe('statements that deny', () => {
  const deny = (more: object): BucketPolicy => ({
    Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*', ...more }],
  });

  it.each([
    [
      'everybody',
      { Principal: '*', Sid: 'OnlyFromOurNetwork', Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
      ['OnlyFromOurNetwork'],
    ],
    ['everybody, written otherwise', { Principal: { AWS: '*' } }, ['statement 1']],
    ['the service', { Principal: { Service: 'billingreports.amazonaws.com' } }, ['statement 1']],
    ['all but one', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }, ['statement 1']],
    ['somebody else', { Principal: { AWS: 'arn:aws:iam::222233334444:root' } }, []],
    ['connections without TLS', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, []],
  ])('to %s are told where they may hit the report', (_whom, more, expected) => {
    expect(denialsOf(deny(more))).toEqual(expected);
  });
});

describe('a policy that lets everybody in', () => {
  const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports-1/*' };

  it.each<[string, object, string[]]>([
    ['everybody', { Sid: 'All', Principal: '*' }, ['All']],
    ['everybody, among others', { Principal: { AWS: ['arn:aws:iam::222233334444:root', '*'] } }, ['statement 1']],
    ['an account', { Principal: { AWS: 'arn:aws:iam::222233334444:root' } }, []],
    [
      'everybody of an organization',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o' } } },
      [],
    ],
    ['nobody: it denies', { Effect: 'Deny', Principal: '*' }, []],
  ])('names who lets in %s', (_name, more, expected) => {
    expect(publicStatements({ Statement: [{ ...allow, ...more }] })).toEqual(expected);
  });
});

it('a policy without a version gets none: another would give its variables a meaning', () => {
  const merged = mergeReportPolicy({ Statement: [] }, TARGET).policy;
  expect(merged).toEqual({ Statement: reportStatements(TARGET) });
});

describe('any policy', () => {
  const text = fc.constantFrom('s3:GetObject', 's3:*', 's3:PutObject', '*', 's3:Get*');
  const condition = fc.dictionary(
    fc.constantFrom('StringEquals', 'StringLike', 'Bool', 'ArnLike'),
    fc.dictionary(fc.constantFrom('aws:SourceArn', 'aws:SourceAccount', 'aws:PrincipalOrgID'), fc.string(), {
      minKeys: 1,
    }),
  );
  const statement = fc.record(
    {
      Sid: fc.stringMatching(/^[A-Za-z0-9]{1,12}$/u),
      Effect: fc.constantFrom('Allow', 'Deny'),
      Principal: fc.constantFrom(
        '*',
        { AWS: '*' },
        { Service: 'billingreports.amazonaws.com' },
        { AWS: 'arn:aws:iam::222233334444:root' },
      ),
      Action: fc.oneof(text, fc.array(text, { minLength: 1 })),
      Resource: fc.oneof(
        fc.constant('arn:aws:s3:::reports-1'),
        fc.array(fc.constantFrom('arn:aws:s3:::reports-1/*', '*')),
      ),
      Condition: condition,
      Custom: fc.jsonValue(),
    },
    { requiredKeys: ['Effect'] },
  );
  const policy = fc.record(
    {
      Version: fc.constantFrom('2008-10-17', '2012-10-17'),
      Id: fc.string(),
      Statement: fc.oneof(statement, fc.array(statement)),
    },
    { requiredKeys: ['Statement'] },
  );

  it('merged twice is merged once; the report may be written; what others wrote stays, in its order', () => {
    fc.assert(
      fc.property(policy, (before) => {
        const foreign = JSON.stringify([before.Statement].flat());
        const { policy: once } = mergeReportPolicy(before, TARGET);
        expect(mergeReportPolicy(once, TARGET)).toEqual({ policy: once, added: [] });
        expect(missingForReport(once, TARGET)).toEqual([]);
        const ours = new Set(['EnrollmentDeskReportCheck', 'EnrollmentDeskReportWrite']);
        const others = [once.Statement ?? []].flat().filter(({ Sid }) => !ours.has(Sid ?? ''));
        expect(JSON.stringify(others)).toBe(foreign);
        const { Statement: _, ...rest } = before;
        expect(once).toMatchObject(rest);
      }),
    );
  });

  it('has after undo what it had before', () => {
    fc.assert(
      fc.property(policy, (before) => {
        const after = withoutReportStatements(mergeReportPolicy(before, TARGET).policy).policy;
        expect([after?.Statement ?? []].flat()).toEqual([before.Statement].flat());
      }),
    );
  });
});
