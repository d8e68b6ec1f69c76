import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { IniProblem, readIni } from './ini.ts';
import type { IniSection } from './ini.ts';

/** The environment in which profiles are looked for. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A section of a file by its settings. */
export type Section = Readonly<Record<string, string>>;

/** All that the shared files say. */
export interface AwsConfig {
  profiles: ReadonlyMap<string, Section>;
  ssoSessions: ReadonlyMap<string, Section>;
  /** Addresses of services by the name of a `services` section, then by service. */
  services: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Of files that are not there. */
export const NO_CONFIG: AwsConfig = { profiles: new Map(), ssoSessions: new Map(), services: new Map() };

/** The folder ~/.aws of an environment. */
export function awsFolder(environment: Environment): string {
  return join(environment['HOME'] || environment['USERPROFILE'] || homedir(), '.aws');
}

/** Where the shared files are (AWS SDKs and Tools, 'Location of the shared config and credentials files'). */
export function configPaths(environment: Environment): { config: string; credentials: string } {
  const folder = awsFolder(environment);
  return {
    config: environment['AWS_CONFIG_FILE'] || join(folder, 'config'),
    credentials: environment['AWS_SHARED_CREDENTIALS_FILE'] || join(folder, 'credentials'),
  };
}

/**
 * Reads the shared config and credentials files anew. A file that is not there is empty.
 * @throws AppError PROFILE_BROKEN where a file can't be read or parsed, with its path and line; never with its content.
 */
export function readAwsConfig(environment: Environment): AwsConfig {
  const paths = configPaths(environment);
  const profiles = new Map<string, Section>();
  const ssoSessions = new Map<string, Section>();
  const services = new Map<string, Readonly<Record<string, string>>>();
  for (const { kind, name, settings, nested } of parseFile(paths.config, toTyped)) {
    if (kind === 'sso-session') ssoSessions.set(name, settings);
    else if (kind === 'services') services.set(name, endpointsOf(nested));
    // In the config file a profile is written [profile name]; [default] alone needs no word before it.
    else if (kind === 'profile' || (kind === '' && name === 'default')) profiles.set(name, settings);
  }
  for (const { name, settings } of parseFile(paths.credentials, toBare)) {
    // In the credentials file a section is a profile by all that stands in the brackets, and its keys win.
    profiles.set(name, { ...profiles.get(name), ...settings });
  }
  return { profiles, ssoSessions, services };
}

interface SectionName {
  kind: string;
  name: string;
}

type ParsedSection = SectionName & Pick<IniSection, 'settings' | 'nested'>;

function parseFile(path: string, toSection: (header: string) => SectionName): ParsedSection[] {
  if (!existsSync(path)) return [];
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw broken(path, `it can't be read (${said})`);
  }
  try {
    return readIni(text).map(({ header, settings, nested }) => ({ ...toSection(header), settings, nested }));
  } catch (error) {
    if (error instanceof IniProblem) throw broken(path, error.message);
    throw error;
  }
}

/** A section of the config file: `profile NAME`, where a name with spaces stands in quotes (AWS CLI: split as a shell does). */
function toTyped(header: string): SectionName {
  const [, kind, name] = /^(profile|sso-session|services)\s+(.+)$/u.exec(header.trim()) ?? [];
  return kind === undefined || name === undefined ? toBare(header) : { kind, name: withoutQuotes(name) };
}

function toBare(header: string): SectionName {
  return { kind: '', name: header.trim() };
}

function withoutQuotes(name: string): string {
  const [, quoted, plain] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')$/u.exec(name) ?? [];
  return quoted === undefined ? (plain ?? name) : quoted.replaceAll(/\\(["\\])/gu, '$1');
}

function endpointsOf(nested: ParsedSection['nested']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(nested).flatMap(([service, { endpoint_url }]) =>
      endpoint_url === undefined ? [] : [[service, endpoint_url]],
    ),
  );
}

function broken(path: string, why: string): AppError {
  return new AppError(
    'PROFILE_BROKEN',
    `The AWS settings in ${path} are broken: ${why}. Mend the file, or ask who set up this computer.`,
    {
      path,
    },
  );
}
