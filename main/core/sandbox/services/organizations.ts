import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AwsFault } from '../service.ts';
import type { Operation, ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import type { World } from '../world.ts';
import { page, text } from './input.ts';

const PAGE = 20;

const CUSTOMERS = ['Contoso', 'Fabrikam', 'Northwind', 'Tailspin', 'Woodgrove', 'Proseware', 'Litware', 'Adatum'];
const USES = ['production', 'staging', 'development', 'sandbox', 'data', 'security', 'shared'];

/** AWS Organizations: each payer account of the sandbox has an organization of its own, with made-up members. */
export const organizations: Readonly<Record<string, Operation>> = {
  DescribeOrganization: (call) => {
    const payer = payerOf(call.world, call.caller.accountId);
    if (payer === null) {
      throw new AwsFault('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
    }
    const id = `o-sandbox${payer.slice(-4)}`;
    return {
      Organization: {
        Id: id,
        Arn: `arn:aws:organizations::${payer}:organization/${id}`,
        FeatureSet: 'ALL',
        MasterAccountArn: `arn:aws:organizations::${payer}:account/${id}/${payer}`,
        MasterAccountId: payer,
        MasterAccountEmail: `billing@${payer}.example`,
        AvailablePolicyTypes: [],
      },
    };
  },
  ListAccounts: (call) => {
    const payer = requirePayer(call);
    const all = [payer, ...membersOf(call.world, payer)];
    const { items, next } = page(all, token(call), Number(text(call.input, 'MaxResults')) || PAGE);
    return { Accounts: items.map((id) => toAccount(payer, id)), NextToken: next };
  },
  ListOutboundResponsibilityTransfers: (call) => {
    const payer = requirePayer(call);
    if (!call.world.hasFault('billing-transfer', payer)) return { ResponsibilityTransfers: [] };
    return { ResponsibilityTransfers: [billingTransfer(payer)] };
  },
};

/** The members of an organization by their number: the payer's first digit, a running number. */
export function membersOf(world: World, payer: AccountId): AccountId[] {
  const rank = String(world.accounts.indexOf(payer) + 1).padStart(3, '0');
  return Array.from({ length: world.members }, (_, index) =>
    accountId(`7${rank}${String(index + 1).padStart(8, '0')}`),
  );
}

/** The payer of an account of the sandbox: itself, or its organization's; null of one that is in none. */
export function payerOf(world: World, account: AccountId): AccountId | null {
  if (world.hasFault('not-the-payer', account)) return accountId('700000000000');
  if (world.accounts.includes(account)) return account;
  const match = /^7(\d{3})(\d{8})$/u.exec(account);
  if (!match || Number(match[2]) < 1 || Number(match[2]) > world.members) return null;
  return world.accounts[Number(match[1]) - 1] ?? null;
}

/** The bill of an account going to another organization's payer (Organizations, ResponsibilityTransfer). */
function billingTransfer(payer: AccountId): WireObject {
  return {
    Arn: `arn:aws:organizations::${payer}:transfer/o-sandbox${payer.slice(-4)}/billing/outbound/rt-sandbox1`,
    Name: 'Bill to the parent company',
    Id: 'rt-sandbox1',
    Type: 'BILLING',
    Status: 'ACCEPTED',
    Source: { ManagementAccountId: payer },
    Target: { ManagementAccountId: '700000000000' },
  };
}

function token({ input }: ServiceCall): string {
  const given = text(input, 'NextToken');
  if (given === '' || /^\d+$/u.test(Buffer.from(given, 'base64url').toString())) return given;
  throw new AwsFault('InvalidInputException', 'You provided an invalid value for NextToken.', {
    members: { Reason: 'INVALID_NEXT_TOKEN' },
  });
}

function requirePayer({ world, caller }: ServiceCall): AccountId {
  const payer = payerOf(world, caller.accountId);
  if (payer === caller.accountId) return payer;
  throw new AwsFault('AccessDeniedException', "You don't have permissions to access this resource.");
}

function toAccount(payer: AccountId, id: AccountId): WireObject {
  const number = id === payer ? 0 : Number(id.slice(4));
  const customer = CUSTOMERS[number % CUSTOMERS.length] ?? '';
  const use = USES[number % USES.length] ?? '';
  const state = id !== payer && number % 11 === 0 ? 'SUSPENDED' : 'ACTIVE';
  const name = id === payer ? 'Management' : `${customer} ${use} ${number}`;
  return {
    Id: id,
    Arn: `arn:aws:organizations::${payer}:account/o-sandbox${payer.slice(-4)}/${id}`,
    Name: name,
    Email: id === payer ? `billing@${payer}.example` : `aws+${number}@${customer.toLowerCase()}.example`,
    // AWS keeps Status beside State, which has taken its place in September 2026 (Organizations API, Account).
    Status: state,
    State: state,
    JoinedMethod: number % 3 === 0 ? 'INVITED' : 'CREATED',
    JoinedTimestamp: new Date(Date.UTC(2024, 0, 1) + number * 3_600_000),
  };
}
