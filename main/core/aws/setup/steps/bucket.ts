import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import type { Consent, PlannedCall } from '../../../../../shared/contract/aws.ts';
import { bucketNameProblem, proposedBucketName } from '../../../../../shared/domain/aws/bucket-name.ts';
import type { BucketPolicy } from '../../../../../shared/domain/aws/bucket-policy.ts';
import {
  denialsOf,
  mergeReportPolicy,
  missingForReport,
  publicStatements,
  withoutReportStatements,
} from '../../../../../shared/domain/aws/bucket-policy.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { awsWords, callError } from '../../session/aws-error.ts';
import { namesOf } from '../names-of.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';
import { bucketByHand } from './bucket-by-hand.ts';
import { CLOSED, findBucket, isMadeByUs, isPublic, ownBucket, readBucket, readPolicy } from './bucket-state.ts';
import type { BucketState } from './bucket-state.ts';

/** The bucket that AWS writes the report into (docs/aws.md: 'The bucket'). */
export const bucket: SetupStep = {
  key: 'bucket',
  look: async (context) => {
    const { bucket: name, account, region } = namesOf(context);
    const proposal = proposedBucketName(account, name);
    const problem = bucketNameProblem(name);
    if (problem !== null) return blocked(setupFailure('bucket-name-invalid', { bucket: name, problem, proposal }));
    const place = await findBucket(context);
    context.facts.bucketExists = place === 'here';
    if (place === 'absent') return toCreate(context);
    if (place === 'taken') return blocked(setupFailure('bucket-name-taken', { bucket: name, proposal }));
    if (place === 'here') return lookAtOwn(context, await readBucket(context));
    const elsewhere = { bucket: name, region: place.region, expected: region };
    return blocked(setupFailure('bucket-other-region', elsewhere));
  },
  act: async (context) => {
    const isNew = (await findBucket(context)) === 'absent';
    if (isNew) await create(context);
    const { policy, closed } = await readBucket(context);
    // Of a bucket that was there the policy is put first: what can't be put has then cut nobody off.
    if (!isNew) await putPolicy(context, policy);
    // AWS closes new buckets itself nowadays; that is not relied on.
    if (isNew || !closed) {
      const blocks = { ...ownBucket(context), PublicAccessBlockConfiguration: CLOSED };
      await whileBusy(context, () => context.session.s3.send(new PutPublicAccessBlockCommand(blocks)));
    }
    if (isNew) await putPolicy(context, policy);
  },
  planUndo: async (context) => {
    if ((await findBucket(context)) !== 'here') return [];
    const { policy, removed } = withoutReportStatements(await readPolicy(context));
    if (removed.length === 0) return [];
    const { bucket: name } = namesOf(context);
    return policy === null
      ? [{ service: 's3', operation: 'DeleteBucketPolicy', what: `${name}: its policy holds nothing else` }]
      : [{ service: 's3', operation: 'PutBucketPolicy', what: `${name}: without ${removed.join(' and ')}` }];
  },
  undo: async (context) => {
    const { policy, removed } = withoutReportStatements(await readPolicy(context));
    if (removed.length === 0) return;
    const target = ownBucket(context);
    if (policy === null) await context.session.s3.send(new DeleteBucketPolicyCommand(target));
    else await context.session.s3.send(new PutBucketPolicyCommand({ ...target, Policy: JSON.stringify(policy) }));
  },
};

function toCreate(context: StepContext): Look {
  const { bucket: name, region } = namesOf(context);
  return {
    state: 'will-do',
    sentence: `The bucket ${name} will be created in ${region}, closed to the public; AWS billing gets the right to write reports into it.`,
    calls: [
      { service: 's3', operation: 'CreateBucket', what: `${name} in ${region}` },
      ...callsFor(context, { policy: null, closed: false }).reverse(),
    ],
    byHand: bucketByHand(context, 'create'),
  };
}

async function putPolicy(context: StepContext, policy: BucketPolicy | null): Promise<void> {
  const merged = mergeReportPolicy(policy, namesOf(context));
  if (merged.added.length === 0) return;
  const put = { ...ownBucket(context), Policy: JSON.stringify(merged.policy) };
  await whileBusy(context, () => context.session.s3.send(new PutBucketPolicyCommand(put)));
}

async function lookAtOwn(context: StepContext, state: BucketState): Promise<Look> {
  const { bucket: name, region } = namesOf(context);
  if (state.key !== null) {
    const failure = setupFailure('bucket-key-encryption', { bucket: name, key: state.key });
    return { ...blocked(failure), byHand: bucketByHand(context, 'encryption') };
  }
  const denials = denialsOf(state.policy);
  const warning =
    denials.length === 0 ? '' : ` Its policy also denies something that may hit AWS billing: ${denials.join(', ')}.`;
  const calls = callsFor(context, state);
  if (calls.length === 0) {
    const sentence = `The bucket ${name} is there, in ${region}, closed to the public; AWS billing may write reports into it.${warning}`;
    return { state: 'in-place', sentence, evidence: { bucket: name, bucketRegion: region } };
  }
  if (state.policy !== null && (await isPublic(context, state.policy))) {
    const open = publicStatements(state.policy);
    const statements = open.length === 0 ? '' : ` (${open.join(', ')})`;
    return blocked(setupFailure('bucket-is-public', { bucket: name, statements }));
  }
  const asked = isMadeByUs(context) ? {} : { consents: [reuse(name)] };
  const agreed = isMadeByUs(context) || context.agreed.has('bucket-reuse');
  return {
    state: 'will-do',
    sentence: `The bucket ${name} is there, in this account and in ${region}. ${whatIsMissing(context, state)}${warning}`,
    calls,
    ...asked,
    ...(agreed ? {} : { failure: setupFailure('bucket-is-yours', { bucket: name }) }),
    byHand: bucketByHand(context, 'permissions'),
  };
}

function reuse(name: string): Consent {
  return {
    key: 'bucket-reuse',
    question: `The bucket ${name} was there already. Use it for the report?`,
    consequence:
      'Public access to it is blocked, and statements that let AWS billing write reports are added to its policy. What is in it, and what its policy says otherwise, stays.',
  };
}

function whatIsMissing(context: StepContext, { policy, closed }: BucketState): string {
  const missing = missingForReport(policy, namesOf(context));
  const parts = [
    ...(closed ? [] : ['it is not closed to the public']),
    ...(missing.length === 0 ? [] : [`its policy does not allow AWS billing ${missing.join(', ')}`]),
  ];
  return `What is missing: ${parts.join('; ')}.`;
}

function callsFor(context: StepContext, { policy, closed }: Pick<BucketState, 'policy' | 'closed'>): PlannedCall[] {
  const { bucket: name, ...names } = namesOf(context);
  const { added } = mergeReportPolicy(policy, { bucket: name, ...names });
  const whole = policy === null ? '' : ' added to what it says';
  return [
    ...(added.length === 0
      ? []
      : [{ service: 's3', operation: 'PutBucketPolicy', what: `${name}: ${added.join(' and ')}${whole}` }]),
    ...(closed ? [] : [{ service: 's3', operation: 'PutPublicAccessBlock', what: `${name}: all four blocks on` }]),
  ];
}

/** By hand such a bucket can't be made, or opened to AWS billing, either: another name is what helps. */
function blocked(failure: SetupFailure): Look {
  return { state: 'blocked', sentence: failure.sentence, failure };
}

/** Creates the bucket. That this program does is kept first: after a kill the bucket is known as ours. @throws SetupStopped. */
async function create(context: StepContext): Promise<void> {
  const { bucket: name, account, region } = namesOf(context);
  await context.keepEvidence('bucket', `The bucket ${name} is being created.`, { made: name });
  // us-east-1 is the one region that must not be named (Amazon S3, CreateBucket).
  const place = region === 'us-east-1' ? {} : { LocationConstraint: region as BucketLocationConstraint };
  const input = { Bucket: name, ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: place }) };
  try {
    await whileBusy(context, () => context.session.s3.send(new CreateBucketCommand(input)));
  } catch (error) {
    const { code, status } = callError(error);
    const aws = awsWords('s3:CreateBucket', error);
    if (code === 'BucketAlreadyOwnedByYou') return;
    if (code === 'BucketAlreadyExists') {
      await context.keepEvidence('bucket', `The bucket name ${name} was taken in the meantime.`, { made: '' });
      const details = { bucket: name, proposal: proposedBucketName(account, name) };
      throw new SetupStopped(setupFailure('bucket-name-taken', details, aws), { cause: error });
    }
    // AWS has said no, so a bucket of this name that shows up later is not ours; where no answer came it may be.
    if (status !== null && status >= 400 && status < 500) {
      await context.keepEvidence('bucket', `AWS did not let the bucket ${name} be created.`, { made: '' });
    }
    throw error;
  }
}

/** Seconds between attempts while AWS is busy with the bucket. */
const BUSY_PAUSES = [5, 15, 30] as const;

/** Tries again while S3 is busy with something of the bucket (OperationAborted). @throws SetupStopped when it stays so. */
async function whileBusy<T>(context: StepContext, call: () => Promise<T>, attempt = 0): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (callError(error).code !== 'OperationAborted') throw error;
    const seconds = BUSY_PAUSES[attempt];
    if (seconds === undefined) {
      const words = awsWords(context.session.journal.lastOperation, error);
      const failure = setupFailure('bucket-name-busy', { bucket: namesOf(context).bucket }, words);
      throw new SetupStopped(failure, { cause: error });
    }
    await context.pause(seconds * 1000);
    return whileBusy(context, call, attempt + 1);
  }
}
