import type { Operation } from '../service.ts';

/** AWS Account Management. */
export const account: Readonly<Record<string, Operation>> = {
  GetAccountInformation: ({ caller }) => ({
    AccountId: caller.accountId,
    AccountName: 'Sandbox (simulated)',
    AccountCreatedDate: '2024-01-01T00:00:00Z',
    AccountState: 'ACTIVE',
  }),
};
