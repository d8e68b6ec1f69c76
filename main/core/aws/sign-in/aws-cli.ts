import { delimiter, isAbsolute, join } from 'node:path';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { SignInEvent } from '../../../../shared/contract/aws-profiles.ts';
import { redactSecrets } from '../../log/redact.ts';
import { findProgram, KNOWN_PLACES } from '../profiles/program.ts';
import type { Environment } from '../profiles/read-config.ts';
import { runChild } from './child.ts';

/** A version of the AWS CLI: major, minor. */
export type CliVersion = readonly [number, number];

/** The first that signs in to IAM Identity Center. */
export const SSO_LOGIN: CliVersion = [2, 0];
/** The first that has `aws login` (AWS CLI user guide, 'Login for AWS local development using console credentials'). */
export const AWS_LOGIN: CliVersion = [2, 32];

/** How long a program may take to say its version. */
const VERSION_MS = 20_000;

/** Where an AWS CLI is looked for. */
export interface CliSearch {
  environment: Environment;
  signal: AbortSignal;
  /** Folders to look into besides the PATH; those of a window unless given. */
  knownPlaces?: readonly string[] | undefined;
}

/**
 * The first AWS CLI of this computer that is new enough, on the PATH or where a window's PATH does not reach; null where there is none.
 * Version 1 can't sign in.
 */
export async function findAwsCli(
  atLeast: CliVersion,
  { environment, signal, knownPlaces }: CliSearch,
): Promise<string | null> {
  for (const path of candidates(environment, knownPlaces)) {
    const version = await versionOf(path, environment, signal);
    if (version !== null && isAtLeast(version, atLeast)) return path;
  }
  return null;
}

/**
 * Runs `aws login` or `aws sso login` for a profile and tells what it says. It can't ask back: where it would, it ends.
 * @throws AppError SIGN_IN_NEEDED with its last words where it fails, and what the signal says.
 */
export async function signInByCli(
  path: string,
  args: readonly string[],
  around: { profile: string; environment: Environment; signal: AbortSignal; tell: (event: SignInEvent) => void },
): Promise<void> {
  const { profile, environment, signal, tell } = around;
  let last = '';
  const onLine = (raw: string): void => {
    const event = toEvent(raw);
    if (event === null) return;
    if (event.type === 'said') last = event.line;
    tell(event);
  };
  const code = await run(path, args, { environment: { ...environment, AWS_PAGER: '' }, signal, onLine });
  if (code === 0) return;
  const words = last === '' ? 'it said nothing' : `it said: ${last}`;
  throw new AppError(
    'SIGN_IN_NEEDED',
    `The AWS CLI did not sign in the profile ${profile}; ${words}. Try again, or run in a terminal: aws ${args.join(' ')}`,
    { profile, exitCode: code },
  );
}

/** A line as an event; null for an empty one. A whole line that is an address is the page to sign in at, and is needed as it is. */
function toEvent(raw: string): SignInEvent | null {
  const line = raw.trim();
  if (line === '') return null;
  if (/^https:\/\/\S+$/u.test(line)) return { type: 'browser', url: line };
  return { type: 'said', line: redactSecrets(line) };
}

function candidates(environment: Environment, knownPlaces: readonly string[] = KNOWN_PLACES): string[] {
  // What is no .exe would need a shell on Windows; version 2 is one.
  const name = process.platform === 'win32' ? 'aws.exe' : 'aws';
  const folders = [...(environment['PATH'] ?? environment['Path'] ?? '').split(delimiter), ...knownPlaces];
  const paths = folders.filter((folder) => isAbsolute(folder)).map((folder) => join(folder, name));
  return [...new Set(paths)].filter((path) => findProgram(path, environment) !== null);
}

async function versionOf(path: string, environment: Environment, signal: AbortSignal): Promise<CliVersion | null> {
  const late = AbortSignal.timeout(VERSION_MS);
  let said = '';
  const onLine = (line: string): void => {
    said += `${line}\n`;
  };
  try {
    await runChild(path, ['--version'], { environment, signal: AbortSignal.any([signal, late]), onLine });
  } catch (error) {
    signal.throwIfAborted();
    // A program that can't be started, or hangs, is none that signs in: the next one may.
    if (late.aborted || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
  const [, major, minor] = /^aws-cli\/(\d+)\.(\d+)/mu.exec(said) ?? [];
  return major === undefined || minor === undefined ? null : [Number(major), Number(minor)];
}

function isAtLeast([major, minor]: CliVersion, [wantedMajor, wantedMinor]: CliVersion): boolean {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

async function run(
  path: string,
  args: readonly string[],
  options: Parameters<typeof runChild>[2],
): Promise<number | null> {
  try {
    return await runChild(path, args, options);
  } catch (error) {
    if (options.signal.aborted || !(error instanceof Error && 'code' in error) || error instanceof AppError)
      throw error;
    throw new AppError('SERVICE_FAILED', `The AWS CLI at ${path} can't be started (${String(error.code)}).`, { path });
  }
}
