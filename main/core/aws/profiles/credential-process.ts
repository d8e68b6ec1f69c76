import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import type { AwsCredentialIdentity } from '@smithy/types';
import { systemTime } from '../../time/clock.ts';

/** What a program says that gives credentials (AWS SDKs and Tools, 'Process credential provider'). */
interface Said {
  Version?: number;
  AccessKeyId?: string;
  SecretAccessKey?: string;
  SessionToken?: string;
  Expiration?: string;
}

/**
 * Credentials of the program of a credential_process, by its whole command: the SDK would cut it at a ` #`, where the AWS CLI does not.
 * @param signal ends the program
 * @throws Error 'Command failed …' as Node says it, or what is wrong with what the program said; never with what it said
 */
export async function byProcess(command: string, signal: AbortSignal | undefined): Promise<AwsCredentialIdentity> {
  const { stdout } = await promisify(exec)(command, { signal, windowsHide: true });
  const { Version, AccessKeyId, SecretAccessKey, SessionToken, Expiration } = read(stdout);
  if (Version !== 1) throw new Error('its credential_process did not say Version 1');
  if (!AccessKeyId || !SecretAccessKey) throw new Error('its credential_process gave no credentials');
  const expiration = Expiration === undefined ? null : new Date(Expiration);
  if (expiration !== null && !(expiration.getTime() > systemTime()))
    throw new Error('its credential_process gave credentials that have expired');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken ? { sessionToken: SessionToken } : {}),
    ...(expiration === null ? {} : { expiration }),
  };
}

function read(stdout: string): Said {
  try {
    const said: unknown = parseBoundedJson(stdout);
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    // What it said may be secret.
    throw new Error('its credential_process did not answer in JSON');
  }
}
