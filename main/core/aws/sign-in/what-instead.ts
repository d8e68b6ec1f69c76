import type { AwsProfile } from '../../../../shared/domain/aws/profile.ts';
import type { Renewal } from '../profiles/renewal.ts';

/** What to do with a profile that nobody can sign in to. @param renewal how it comes by new credentials */
export function whatInstead({ name, kind, health }: AwsProfile, { what }: Renewal): string {
  if (health.state === 'broken') return `Nobody can sign in to ${name}. ${health.sentence} ${health.remedy}`.trim();
  switch (kind) {
    case 'static':
      return `${name} has an access key of its own: there is nothing to sign in to. If AWS refuses the key: ${what}`;
    case 'temporary-keys':
      return `${name} has temporary keys of its own: there is nothing to sign in to. If AWS refuses them: ${what}.`;
    case 'credential-process':
      return `${name} gets its credentials from a program: sign in with that program.`;
    case 'web-identity':
      return `${name} gets its credentials from a token file: sign in with the tool that writes it.`;
    case 'simulated':
      return `${name} is the sandbox: it needs no sign-in.`;
    default:
      return `${name} has nothing to sign in to: it assumes a role with credentials of this computer. ${health.sentence}`;
  }
}
