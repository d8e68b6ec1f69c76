import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { makeOwnFolder, writeOwnFile } from '../../files/own-files.ts';
import { awsFolder } from '../profiles/read-config.ts';
import type { Environment } from '../profiles/read-config.ts';

/** What the AWS CLI and the SDKs keep of a sign-in, by their names (aws-cli, botocore/utils.py, SSOTokenFetcherAuth). */
export interface CachedToken {
  startUrl: string;
  region: string;
  accessToken: string;
  /** As the CLI writes times: 2026-11-21T17:00:00Z. */
  expiresAt: string;
  clientId: string;
  clientSecret: string;
  registrationExpiresAt: string;
  refreshToken?: string;
}

/** A time as the CLI writes it: UTC, without fractions of a second. @param milliseconds since 1970 */
export function cachedTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/u, 'Z');
}

/**
 * Where the token of a sign-in lies: by the SHA-1 of the session's name, or of the start URL where a profile has no session
 * (AWS SDKs and Tools, 'IAM Identity Center credential provider').
 */
export function tokenPath(key: string, environment: Environment): string {
  return join(awsFolder(environment), 'sso', 'cache', `${createHash('sha1').update(key).digest('hex')}.json`);
}

/**
 * Keeps a token where the AWS CLI and the SDKs look for it. Only the user may read it, at no moment is it half written, and an older one
 * stays where the new one can't be written.
 * @throws AppError FILE_NOT_WRITTEN, without the token.
 */
export function keepToken(key: string, token: CachedToken, environment: Environment): void {
  const path = tokenPath(key, environment);
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    makeOwnFolder(join(path, '..'));
    writeOwnFile(path, JSON.stringify(token), { beside, flush: true });
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError(
      'FILE_NOT_WRITTEN',
      `You are signed in, but it could not be kept in ${path} (${said}). Make room or ask for the right to write there, and sign in again.`,
      { path },
    );
  }
}
