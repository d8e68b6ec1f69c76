import { act } from '../../../../shared/domain/action.ts';
import { programOf } from './program.ts';
import { configPaths } from './read-config.ts';
import type { AwsConfig, Environment } from './read-config.ts';
import { sourceOf } from './source.ts';

/** How a profile comes by new credentials where AWS takes those that it has no more. */
export interface Renewal {
  /** Whether somebody signs in to it. */
  readonly signIn: boolean;
  /** What to do, for a person: a sentence without its full stop. */
  readonly what: string;
}

/**
 * What helps where the credentials of a profile have expired or are refused, by the kind of the profile whose credentials it begins with.
 * @param name as it stands in the files
 */
export function renewalOf(name: string, config: AwsConfig, environment: Environment): Renewal {
  const source = sourceOf(name, config);
  const { section, kind } = source;
  const of = (what: string): Renewal => ({ signIn: false, what });
  switch (kind) {
    case 'sso-session':
    case 'sso-legacy':
    case 'aws-login':
      return { signIn: true, what: `Sign in again with: ${act('aws.login', { profile: name })}` };
    case 'static':
      return of(`Enter a new access key with: ${act('aws-cli.configure', { profile: source.name })}`);
    case 'temporary-keys': {
      const { credentials } = configPaths(environment);
      return of(
        `Get new temporary keys from where these came, and put all three (aws_access_key_id, aws_secret_access_key, aws_session_token) into the profile ${source.name} in ${credentials}`,
      );
    }
    case 'credential-process':
      return of(
        `Sign in with the program that gives the profile ${source.name} its credentials: ${programOf(section['credential_process'] ?? '')}`,
      );
    case 'web-identity':
      return of(
        `Sign in with the tool that writes the token file of the profile ${source.name}: ${section['web_identity_token_file'] ?? ''}`,
      );
    case 'mfa':
    case 'assume-role':
      return of(
        `Renew the credentials of this computer that the profile ${source.name} takes (credential_source ${section['credential_source'] ?? 'is not there'})`,
      );
    case 'simulated':
    case 'incomplete':
      return of(`Complete the profile ${source.name}: ${act('aws.profiles')}`);
  }
}
