import type { AccountStatus } from '../../../shared/contract/accounts.ts';

/** The states of accounts in words. */
export const STATUS_WORDS: Readonly<Record<AccountStatus, string>> = {
  ACTIVE: 'Active',
  SUSPENDED: 'Suspended',
  PENDING_ACTIVATION: 'Pending activation',
  PENDING_CLOSURE: 'Pending closure',
  CLOSED: 'Closed',
};
