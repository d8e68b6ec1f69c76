import { own } from '../../../templates/template.ts';
import { customResourceType } from './custom.ts';
import { GLUE_TYPES } from './glue.ts';
import { IAM_TYPES } from './iam.ts';
import { LAMBDA_TYPES } from './lambda.ts';
import { textProperty } from './properties.ts';
import type { ResourceType } from './resource-type.ts';
import { S3_TYPES } from './s3.ts';

/** A resource that exists in its stack only: its service is none of the sandbox's. */
function inStackOnly(
  service: string,
  names: { properties: string; required: string; named: string },
  arn: (region: string, accountId: string, name: string) => string,
): ResourceType {
  return {
    service,
    properties: names.properties.split(' '),
    required: names.required.split(' ').filter((name) => name !== ''),
    attributes: ['Arn'],
    create: ({ properties, name, region, accountId }, note) => {
      const physicalId = textProperty(properties, names.named) ?? name(64);
      note(physicalId);
      return { physicalId, attributes: { Arn: arn(region, accountId, physicalId) } };
    },
    remove: () => undefined,
  };
}

const OTHER_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::Events::Rule': inStackOnly(
    'EventBridge',
    { properties: 'Description EventPattern Name ScheduleExpression State Targets', required: '', named: 'Name' },
    (region, accountId, name) => `arn:aws:events:${region}:${accountId}:rule/${name}`,
  ),
  'AWS::Logs::LogGroup': inStackOnly(
    'CloudWatchLogs',
    { properties: 'LogGroupName RetentionInDays Tags', required: '', named: 'LogGroupName' },
    (region, accountId, name) => `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`,
  ),
};

const TYPES: Readonly<Record<string, ResourceType>> = {
  ...IAM_TYPES,
  ...GLUE_TYPES,
  ...LAMBDA_TYPES,
  ...S3_TYPES,
  ...OTHER_TYPES,
};

/** The resource type of a name; undefined where the sandbox does not know it. */
export function resourceType(type: string): ResourceType | undefined {
  return own(TYPES, type) ?? customResourceType(type);
}
