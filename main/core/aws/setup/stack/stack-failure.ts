import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure, SetupFailureKey } from '../../../../../shared/domain/aws/setup-failure.ts';
import { redactSecrets } from '../../../log/redact.ts';
import { callError } from '../../session/aws-error.ts';
import { cannotLook, deniedAction, deniedArn, isByPolicy } from '../../session/denied.ts';
import type { StepContext } from '../step.ts';

/** What the words of a failed resource mean (docs/aws.md: 'Failures'). The first that fits counts. */
const CAUSES: readonly (readonly [RegExp, SetupFailureKey])[] = [
  [/Unreserved ?Concurrent ?Execution|below its minimum value of \[\d+\]/iu, 'lambda-quota'],
  [/runtime parameter of \S+ is no longer supported/iu, 'lambda-runtime-retired'],
  [/lake formation permission/iu, 'lake-formation'],
  [/Error occurred while GetObject/iu, 'lambda-code-unreadable'],
  [/not authorized to perform|AccessDenied/iu, 'not-allowed'],
];

/** Why a stack failed, out of the event that it failed by. */
export async function stackFailure(
  context: StepContext,
  stackId: string,
  cause: StackEvent | null,
  doing: 'make' | 'delete' = 'make',
): Promise<SetupFailure> {
  const {
    ResourceStatusReason: said = 'AWS gave no reason',
    ResourceType: type = '',
    PhysicalResourceId: id = '',
  } = cause ?? {};
  const reason = redactSecrets(said);
  const operation =
    `cloudformation:${doing === 'make' ? 'CreateStack' : 'DeleteStack'} ${cause?.LogicalResourceId ?? ''}`.trim();
  const aws = { operation, code: cause?.ResourceStatus ?? 'FAILED', message: reason, requestId: null };
  const { accountId: account, region } = context.session;
  if (/already exists/iu.test(reason) && type.startsWith('AWS::Glue::')) {
    const name = id || nameIn(reason);
    const owner = await ownerOf(context, name);
    return setupFailure('glue-name-exists', { name, owner: owner === null ? '' : `, made by the stack ${owner}` }, aws);
  }
  if (/already exists/iu.test(reason) && type.startsWith('AWS::IAM::')) {
    return setupFailure('role-exists', { name: id || nameIn(reason), arn: '' }, aws);
  }
  const key = isByPolicy(reason) ? 'denied-by-policy' : CAUSES.find(([words]) => words.test(reason))?.[1];
  if (key === undefined) {
    const details = {
      operation: `to ${doing} ${cause?.LogicalResourceId ?? 'the stack'}`,
      message: reason,
      code: aws.code,
      requestId: stackId,
    };
    return setupFailure('unknown', details, aws);
  }
  const minimum = /\[(\d+)\]/u.exec(reason)?.[1] ?? '10';
  const details = {
    available: 'too few',
    minimum,
    since: ' any more',
    runtime: /runtime parameter of (\S+)/u.exec(reason)?.[1] ?? '',
    message: reason,
    account,
    region,
    action: deniedAction('something', reason),
    arn: deniedArn(reason) ?? type,
    resource: ` (${cause?.LogicalResourceId ?? ''})`,
  };
  return setupFailure(key, details, aws);
}

/** The stack that made something by its physical name; null where no stack did, or it can't be asked. */
export async function ownerOf({ session }: StepContext, physicalName: string): Promise<string | null> {
  try {
    const command = new DescribeStackResourcesCommand({ PhysicalResourceId: physicalName });
    const { StackResources = [] } = await session.cloudformation.send(command);
    return StackResources[0]?.StackName ?? null;
  } catch (error) {
    const failed = callError(error);
    if (failed.code === 'ValidationError' || cannotLook(failed)) return null;
    throw error;
  }
}

function nameIn(reason: string): string {
  return (
    /(?:with name|called|named) (\S+)|(\S+) already exists/iu.exec(reason)?.slice(1).find(Boolean) ?? 'of that name'
  );
}
