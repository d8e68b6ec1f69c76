import { isObject, own } from '../../../templates/template.ts';
import { AwsFault } from '../../service.ts';
import { pick, textProperty, unlessGone } from './properties.ts';
import type { ResourceCall, ResourceType } from './resource-type.ts';

const lambdaFunction: ResourceType = {
  service: 'Lambda',
  properties:
    'Architectures Code Description Environment FunctionName Handler MemorySize ReservedConcurrentExecutions Role Runtime Tags Timeout'.split(
      ' ',
    ),
  required: ['Code', 'Role'],
  attributes: ['Arn'],
  create: (call, note) => {
    const { properties, invoke, accountId, region, name } = call;
    const FunctionName = textProperty(properties, 'FunctionName') ?? name(64);
    assertCode(call);
    const input = pick(properties, [
      'Code',
      'Description',
      'Environment',
      'Handler',
      'MemorySize',
      'Role',
      'Runtime',
      'Timeout',
    ]);
    invoke('lambda', 'CreateFunction', { ...input, FunctionName });
    note(FunctionName);
    const reserved = textProperty(properties, 'ReservedConcurrentExecutions');
    if (reserved !== undefined) {
      invoke('lambda', 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: Number(reserved) });
    }
    const Arn = `arn:aws:lambda:${region}:${accountId}:function:${FunctionName}`;
    return { physicalId: FunctionName, attributes: { Arn } };
  },
  remove: ({ invoke }, FunctionName) => {
    unlessGone(() => invoke('lambda', 'DeleteFunction', { FunctionName }));
  },
};

/** Lambda fetches the code with the rights of who makes the stack. @throws AwsFault InvalidParameterValueException in Lambda's words. */
function assertCode({ properties, invoke }: ResourceCall): void {
  const code = own(properties, 'Code');
  const Bucket = isObject(code) ? textProperty(code, 'S3Bucket') : undefined;
  if (Bucket === undefined || !isObject(code)) return;
  try {
    invoke('s3', 'GetObject', { Bucket, Key: textProperty(code, 'S3Key') ?? '' });
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    throw new AwsFault(
      'InvalidParameterValueException',
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
}

const permission: ResourceType = {
  service: 'Lambda',
  properties: ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
  required: ['Action', 'FunctionName', 'Principal'],
  attributes: ['Id'],
  create: ({ properties, invoke, name }, note) => {
    const StatementId = name(100);
    invoke('lambda', 'AddPermission', { ...pick(properties, permission.properties), StatementId });
    note(StatementId);
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },
  remove: ({ properties, invoke }, StatementId) => {
    const FunctionName = textProperty(properties, 'FunctionName') ?? '';
    unlessGone(() => invoke('lambda', 'RemovePermission', { FunctionName, StatementId }));
  },
};

export const LAMBDA_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::Permission': permission,
};
