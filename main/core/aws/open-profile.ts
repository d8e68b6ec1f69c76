import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TaskContext } from '../task.ts';
import type { ServiceName } from './session/session.ts';

/** What a session needs of a profile. */
export interface OpenedProfile {
  credentials: AwsCredentialIdentityProvider;
  endpoint: (service: ServiceName) => string | null;
  simulated: boolean;
}

/**
 * The credentials and addresses of a named profile, and of no other. Their values are never kept.
 * @param wanted the payer account that the profile is wanted for: the sandbox has credentials for each of its accounts
 * @throws AppError PROFILE_NOT_FOUND, SIGN_IN_NEEDED …
 */
export function openProfile(_task: TaskContext, name: string, _wanted: AccountId): Promise<OpenedProfile> {
  return Promise.reject(new AppError('NOT_FOUND', `There is no AWS profile named ${name}.`, { profile: name }));
}
