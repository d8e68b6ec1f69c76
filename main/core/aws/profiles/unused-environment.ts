import { act } from '../../../../shared/domain/action.ts';
import type { Environment } from './read-config.ts';

/** Settings of the environment by which other programs get credentials without a profile (AWS SDKs and Tools, 'Environment variables'). */
const SETTINGS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

/**
 * What to say where somebody looks for credentials of the environment: they are left alone, because a set-up belongs to a profile by its
 * name, on this day and on others. Null where the environment has none.
 */
export function unusedEnvironment(environment: Environment): { sentence: string; remedy: string } | null {
  const found = SETTINGS.filter((name) => (environment[name] ?? '') !== '');
  if (found.length === 0) return null;
  return {
    sentence: `The credentials of the environment (${found.join(', ')}) are not used, on purpose: a set-up goes on for days, and belongs to a profile by its name.`,
    remedy: `Put them into a profile, for instance with: ${act('aws-cli.configure', { profile: 'NAME' })}`,
  };
}
