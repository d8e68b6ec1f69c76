import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { CreateStackCommandInput, Stack } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { crawlerTemplate } from '../../main/core/sandbox/templates/crawler-template.ts';
import type { Sandbox, SandboxOptions } from '../../main/core/sandbox/sandbox.ts';
import { tempSandbox } from './temp-sandbox.ts';
import type { Clients } from './temp-sandbox.ts';

/** The names that the vendor's documents give. */
export const CRAWLER_NAMES = {
  bucket: 'spotinst-cur-report',
  prefix: 'spotinst_eco',
  report: 'spotinst-cur-report',
  runtime: 'nodejs22.x',
};
export const CRAWLER_URL =
  'https://spotinst-cur-report.s3.us-east-1.amazonaws.com/spotinst_eco/spotinst-cur-report/crawler-cfn.yml';

export interface StackDesk {
  sandbox: Sandbox;
  aws: Clients;
  /** Asks for a stack and lets it come to its end. @returns its ID */
  create(input: Omit<CreateStackCommandInput, 'StackName'> & { StackName?: string }): Promise<string>;
  /** Asks for its deletion and lets it come to its end. @returns its ID */
  remove(name: string): Promise<string>;
  /** Puts an object into a bucket. */
  put(bucket: string, key: string): Promise<void>;
  /** Lets what has been begun come to its end. */
  settle(): void;
  stack(nameOrId: string): Promise<Stack>;
  /** `AWSCURDatabase CREATE_COMPLETE`, oldest first; with the reason where it is asked for. */
  events(nameOrId: string, options?: { reasons: true }): Promise<string[]>;
  /** The request tokens on its events, each once. */
  tokens(nameOrId: string): Promise<string[]>;
  /** Physical IDs by logical ones. */
  resources(nameOrId: string): Promise<Record<string, string>>;
}

/** A sandbox with the report's bucket and the crawler-cfn.yml of its first delivery in it. */
export async function stackDesk(names = CRAWLER_NAMES, options: Partial<SandboxOptions> = {}): Promise<StackDesk> {
  const { sandbox, aws } = await tempSandbox(options);
  await aws.s3.send(new CreateBucketCommand({ Bucket: names.bucket }));
  const Key = `${names.prefix}/${names.report}/crawler-cfn.yml`;
  await aws.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: crawlerTemplate(names) }));
  const desk: StackDesk = {
    sandbox,
    aws,
    create: async (input) => {
      const { StackId } = await aws.cloudformation.send(
        new CreateStackCommand({ StackName: 'SpotEcoStack', ...input }),
      );
      desk.settle();
      return StackId ?? '';
    },
    remove: async (StackName) => {
      const { StackId = '' } = await desk.stack(StackName);
      await aws.cloudformation.send(new DeleteStackCommand({ StackName }));
      desk.settle();
      return StackId;
    },
    put: async (bucket, key) => {
      await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'x' }));
    },
    settle: () => {
      sandbox.advance(2000);
    },
    stack: async (StackName) => {
      const { Stacks: [stack] = [] } = await aws.cloudformation.send(new DescribeStacksCommand({ StackName }));
      if (!stack) throw new Error(`DescribeStacks gives no stack ${StackName}`);
      return stack;
    },
    events: async (StackName, options) => {
      const { StackEvents = [] } = await aws.cloudformation.send(new DescribeStackEventsCommand({ StackName }));
      return StackEvents.reverse().map((event) => {
        const reason = options?.reasons && event.ResourceStatusReason ? `: ${event.ResourceStatusReason}` : '';
        return `${event.LogicalResourceId ?? ''} ${event.ResourceStatus ?? ''}${reason}`;
      });
    },
    tokens: async (StackName) => {
      const { StackEvents = [] } = await aws.cloudformation.send(new DescribeStackEventsCommand({ StackName }));
      return [...new Set(StackEvents.map(({ ClientRequestToken = '' }) => ClientRequestToken))];
    },
    resources: async (StackName) => {
      const { StackResources = [] } = await aws.cloudformation.send(new DescribeStackResourcesCommand({ StackName }));
      return Object.fromEntries(
        StackResources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
          LogicalResourceId,
          PhysicalResourceId,
        ]),
      );
    },
  };
  return desk;
}
