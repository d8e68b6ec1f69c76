import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import { CurClient } from '../../main/core/aws/session/cur-client.ts';
import { accessKeyOf } from '../../main/core/sandbox/http/credentials.ts';
import { DEFAULT_ACCOUNT, openSandbox } from '../../main/core/sandbox/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../../main/core/sandbox/sandbox.ts';
import type { AccountId } from '../../shared/domain/account-id.ts';
import { checkNothingLost } from './nothing-lost.ts';
import { tempFolder } from './temp-core.ts';

/** A sandbox in this process, listening; stopped when the test ends. Its folder is the test's own unless one is given. */
export async function tempSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<{ sandbox: Sandbox; folder: string; aws: Clients }> {
  const folder = options.folder ?? tempFolder();
  const sandbox = await openSandbox({ ...options, folder });
  onTestFinished(() => sandbox.stop());
  return { sandbox, folder, aws: clientsOf(sandbox) };
}

/** How clients differ from those of the operator of the sandbox's first account. */
export interface ClientOptions {
  account?: AccountId;
  region?: string;
  accessKeyId?: string;
  secretAccessKey?: string;
  /** How often a call is tried; once where nothing is said, so that a refusal is seen. */
  attempts?: number;
  timeoutMs?: number;
}

export type Clients = ReturnType<typeof clientsOf>;

/**
 * The real clients of every service in use, pointed at a sandbox; each answer is checked against the client's own model.
 * Ended when the test ends.
 */
export function clientsOf(sandbox: Pick<Sandbox, 'url' | 'secretOf'>, options: ClientOptions = {}) {
  const { url } = sandbox;
  const { account = DEFAULT_ACCOUNT, region = 'us-east-1', attempts = 1, timeoutMs = 60_000 } = options;
  const { accessKeyId = accessKeyOf(account), secretAccessKey = sandbox.secretOf(account) } = options;
  const credentials = { accessKeyId, secretAccessKey };
  const config = {
    endpoint: url,
    region,
    credentials,
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  };
  const clients = {
    account: new AccountClient(config),
    cloudformation: new CloudFormationClient(config),
    cur: new CurClient({
      endpoint: url,
      credentials: () => Promise.resolve(credentials),
      retry: { attempts, delay: () => 1 },
      timeoutMs,
    }),
    glue: new GlueClient(config),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    organizations: new OrganizationsClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true, followRegionRedirects: false }),
    sts: new STSClient(config),
  };
  const { cur: _own, ...sdk } = clients;
  for (const client of Object.values(sdk)) checkNothingLost(client);
  onTestFinished(() => {
    for (const client of Object.values(clients)) client.destroy();
  });
  return clients;
}

/** What a call was refused with: `409 BucketAlreadyExists`, and the message; the answer where it was not refused. */
export async function refusalOf(sent: Promise<unknown>): Promise<unknown> {
  try {
    return await sent;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    return [`${$metadata?.httpStatusCode ?? ''} ${error.name}`.trim(), error.message];
  }
}
