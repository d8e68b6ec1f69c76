import { describe, expect, it, vi } from 'vitest';
import { awsDesk } from '../../../../test/support/aws-desk.ts';
import type { AwsDesk } from '../../../../test/support/aws-desk.ts';
import { SERVICES } from '../../sandbox/services/index.ts';
import type { IdentityPolicy } from './policy-document.ts';
import { policyLength } from './policy-document.ts';
import { setupPolicy } from './setup-policy.ts';

const DAY = 86_400_000;
const MPA = '111122223333';

/** A call as IAM judges it. */
interface Judged {
  action: string;
  resource: string;
}

type Input = Readonly<Record<string, unknown>>;

/** S3's operations whose actions have other names (Service Authorization Reference, Amazon S3). */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  HeadBucket: 's3:ListBucket',
  HeadObject: 's3:GetObject',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  GetBucketNotificationConfiguration: 's3:GetBucketNotification',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 's3:PutBucketPublicAccessBlock',
};
/** Actions that AWS judges on everything: it knows no resource for them. */
const ON_EVERYTHING = new Set([
  'sts:GetCallerIdentity',
  'organizations:DescribeOrganization',
  'organizations:ListOutboundResponsibilityTransfers',
  'account:GetAccountInformation',
  'cur:DescribeReportDefinitions',
  'lambda:GetAccountSettings',
  'cloudformation:GetTemplateSummary',
  'cloudformation:ListStacks',
]);

function judged(service: string, operation: string, input: Input): Judged {
  const action = S3_ACTIONS[operation] ?? `${service}:${operation.replace(/^Invoke$/u, 'InvokeFunction')}`;
  return { action, resource: ON_EVERYTHING.has(action) ? '*' : resourceOf(service, operation, input) };
}

/** The ARN of what a call is about (Service Authorization Reference). */
function resourceOf(service: string, operation: string, input: Input): string {
  const text = (name: string): string => (typeof input[name] === 'string' ? input[name] : '');
  const inner = (name: string, member: string): string => {
    const found = (input[name] as Record<string, unknown> | undefined)?.[member];
    return typeof found === 'string' ? found : '';
  };
  switch (service) {
    case 's3':
      return `arn:aws:s3:::${text('Bucket')}${text('Key') === '' ? '' : `/${text('Key')}`}`;
    case 'cur':
      return `arn:aws:cur:us-east-1:${MPA}:definition/${inner('ReportDefinition', 'ReportName')}`;
    case 'cloudformation': {
      const name = text('StackName');
      if (name.startsWith('arn:')) return name;
      return name === '' ? '*' : `arn:aws:cloudformation:us-east-1:${MPA}:stack/${name}/x`;
    }
    case 'iam': {
      const policy = /ManagedPolicy|^(?:Create|Get|Delete)Policy|PolicyVersion|^TagPolicy/u.test(operation);
      const name = policy ? text('PolicyName') || (text('PolicyArn').split('/').at(-1) ?? '') : text('RoleName');
      return `arn:aws:iam::${MPA}:${policy ? 'policy' : 'role'}/${name}`;
    }
    case 'lambda':
      return `arn:aws:lambda:us-east-1:${MPA}:function:${text('FunctionName').split(':').at(-1) ?? ''}`;
    case 'glue': {
      const arn = (kind: string, name: string): string => `arn:aws:glue:us-east-1:${MPA}:${kind}/${name}`;
      if (operation.includes('Table'))
        return arn('table', `${text('DatabaseName')}/${inner('TableInput', 'Name') || text('Name')}`);
      if (operation.includes('Database')) return arn('database', inner('DatabaseInput', 'Name') || text('Name'));
      return arn('crawler', text('CrawlerName') || text('Name'));
    }
    default:
      return '*';
  }
}

/** What a policy does not allow. Conditions are left out: the one of iam:PassRole is no call of its own. */
function refused(policy: IdentityPolicy, calls: readonly Judged[]): Judged[] {
  const takes = (pattern: string, text: string): boolean =>
    new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`).replaceAll('*', '.*')}$`, 'u').test(text);
  return calls.filter(
    ({ action, resource }) =>
      !policy.Statement.some(
        (statement) =>
          statement.Action.includes(action) && statement.Resource.some((pattern) => takes(pattern, resource)),
      ),
  );
}

/** Notes what CloudFormation does with the caller's rights. */
function watchStacks(): Judged[] {
  const seen: Judged[] = [];
  for (const service of ['glue', 'iam', 'lambda', 's3', 'events', 'logs']) {
    const operations = SERVICES[service]?.operations;
    if (!operations) continue;
    for (const [operation, run] of Object.entries(operations)) {
      // Custom resources are functions of the stack: what they do is done with their own roles.
      const own = new Set(['StartCrawler', 'PutBucketNotificationConfiguration']);
      vi.spyOn(operations as Record<string, typeof run>, operation).mockImplementation((call) => {
        if (!own.has(operation)) seen.push(judged(service, operation, call.input));
        return run(call);
      });
    }
  }
  return seen;
}

/** The calls of every run of a set-up, from the journal. */
async function journal({ core, mpaId }: AwsDesk): Promise<Judged[]> {
  const runs = await core.read('aws.runs', { mpaId, limit: 50 });
  const calls = await Promise.all(runs.map(({ id }) => core.read('aws.calls', { runId: id })));
  return calls.flat().map(({ service, operation, request }) => judged(service, operation, request));
}

function policyOf(desk: AwsDesk) {
  return setupPolicy({ read: desk.core.read.bind(desk.core) }, { mpaId: desk.mpaId });
}

describe('the least-privilege policy', () => {
  it('allows every call of a whole set-up of a customer, and what CloudFormation does meanwhile', async () => {
    const seen = watchStacks();
    const desk = await awsDesk();
    const before = await policyOf(desk);
    await desk.apply();
    desk.sandbox.advance(DAY);
    await desk.apply();
    await desk.apply();
    const calls = [...(await journal(desk)), ...seen];
    expect(calls.length).toBeGreaterThan(30);
    expect(calls.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['s3:PutBucketPolicy', 'cur:PutReportDefinition']),
    );
    expect(refused(before.policy, calls)).toEqual([]);
    const after = await policyOf(desk);
    expect(refused(after.policy, calls)).toEqual([]);
    expect(policyLength(after.policy)).toBeLessThan(10_240);
  });

  it('has the names of the payer account, and of an own management account no more than it needs', async () => {
    const desk = await awsDesk({ scenario: 'msp' });
    await desk.client.mpas.set({ id: desk.mpaId, curBucketName: 'our-reports', curReportName: 'eco' });
    const { policy, notes } = await policyOf(desk);
    expect(policy.Statement.map(({ Sid }) => Sid)).toEqual([
      'Look',
      'Report',
      'Bucket',
      'StacksLook',
      'Stacks',
      'AccessRoleIam',
    ]);
    expect(policy.Statement[1]).toEqual({
      Sid: 'Report',
      Effect: 'Allow',
      Action: ['cur:PutReportDefinition'],
      Resource: ['arn:aws:cur:us-east-1:111122223333:definition/eco'],
    });
    expect(policy.Statement[2]).toMatchObject({ Resource: ['arn:aws:s3:::our-reports'] });
    expect(JSON.stringify(policy)).not.toContain('"iam:PassRole"');
    expect(notes[0]).toContain('The template of SpotFinOpsRole is not known yet');
  });

  it('is for the names that the links give: those of the calls that are planned', async () => {
    const desk = await awsDesk({ scenario: 'msp' });
    const { accessRoleLink = '' } = desk.sandbox.status().accounts[0] ?? {};
    const named = accessRoleLink.replace('stackName=SpotFinOpsRole', 'stackName=EcoRole');
    const url = `${named}&param_RoleName=EcoReader&param_PolicyName=EcoReading`;
    await desk.core.task('aws.link', { mpaId: desk.mpaId, url, kind: 'access-role', accounts: null, stackName: null });
    const step = (await desk.plan()).steps.find(({ key }) => key === 'access-role-stack');
    expect(step?.calls[0]?.what).toBe('EcoRole, acknowledging CAPABILITY_NAMED_IAM');
    const { policy } = await policyOf(desk);
    const iam = policy.Statement.find(({ Sid }) => Sid === 'AccessRoleIam');
    expect(iam?.Resource).toEqual(
      expect.arrayContaining([
        'arn:aws:iam::111122223333:role/EcoReader',
        'arn:aws:iam::111122223333:policy/EcoReading',
      ]),
    );
    const stacks = policy.Statement.find(({ Sid }) => Sid === 'Stacks');
    expect(stacks?.Resource).toEqual(['arn:aws:cloudformation:us-east-1:111122223333:stack/EcoRole/*']);
  });

  it('has Sids that IAM takes, each once, and no right on everything but to look', async () => {
    const desk = await awsDesk();
    const { policy } = await policyOf(desk);
    const sids = policy.Statement.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/u.test(sid))).toEqual([]);
    const everywhere = policy.Statement.filter(({ Resource }) => Resource.includes('*')).flatMap(
      ({ Action }) => Action,
    );
    expect(everywhere.filter((action) => !/:(?:Describe|Get|List)/u.test(action))).toEqual([]);
  });
});

it('is what every host gives out', async () => {
  const desk = await awsDesk();
  const { policy, notes } = await desk.client.aws.policy({ mpaId: desk.mpaId });
  expect(policy).toEqual((await policyOf(desk)).policy);
  expect(notes.length).toBeGreaterThan(1);
});
