import type { ProfileKind } from '../../../../shared/domain/aws/profile.ts';
import type { AwsConfig, Section } from './read-config.ts';

/** The profile whose credentials another one begins with. */
export interface SourceProfile {
  name: string;
  section: Section;
  kind: ProfileKind;
}

/** The kind of a profile by its settings, in the order in which the SDK tries them. */
export function kindOf(section: Section): ProfileKind {
  const has = (key: string): boolean => (section[key] ?? '') !== '';
  if (has('role_arn') && (has('source_profile') || has('credential_source')))
    return has('mfa_serial') ? 'mfa' : 'assume-role';
  if (hasKeys(section)) return has('aws_session_token') ? 'temporary-keys' : 'static';
  if (has('web_identity_token_file')) return 'web-identity';
  if (has('credential_process')) return 'credential-process';
  if (has('sso_session')) return 'sso-session';
  if (has('sso_start_url') || has('sso_account_id')) return 'sso-legacy';
  if (has('login_session')) return 'aws-login';
  return has('role_arn') ? 'assume-role' : 'incomplete';
}

/** The kind of a profile that is another's source: keys of its own come before a role that it could assume. */
export function sourceKindOf(section: Section): ProfileKind {
  return hasKeys(section) ? kindOf({ ...section, role_arn: '' }) : kindOf(section);
}

/** Where the credentials of a profile begin: itself, or the last of its source profiles that is there. */
export function sourceOf(name: string, { profiles }: AwsConfig): SourceProfile {
  let found: SourceProfile = { name, section: profiles.get(name) ?? {}, kind: kindOf(profiles.get(name) ?? {}) };
  const seen = new Set<string>();
  while (found.kind === 'assume-role' || found.kind === 'mfa') {
    const next = found.section['source_profile'] ?? '';
    const section = profiles.get(next);
    if (section === undefined || seen.has(next)) break;
    seen.add(next);
    found = { name: next, section, kind: sourceKindOf(section) };
  }
  return found;
}

function hasKeys(section: Section): boolean {
  return (section['aws_access_key_id'] ?? '') !== '' && (section['aws_secret_access_key'] ?? '') !== '';
}
