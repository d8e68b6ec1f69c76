import { createHash } from 'node:crypto';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { WorkflowRule } from '../../../../shared/domain/workflow-rule.ts';

/** When the demo takes place: a time that stands still, so that two runs give the same bytes. */
export const DEMO_NOW = '2026-01-12T09:00:00.000Z';

/** A made-up payer account. The leading zeros are there on purpose: spreadsheets eat them. */
export const ENTERPRISE = {
  id: accountId('004200110077'),
  name: 'Alpine Group',
  scenario: 'enterprise',
  spotOrgId: '606000000100',
} as const;
export const MSP = {
  id: accountId('098700005432'),
  name: 'Example MSP',
  scenario: 'msp-design-partner',
  spotOrgId: '606000000200',
} as const;

/** A customer of the MSP whose AWS accounts the MSP sets up; its payer account is one of the sandbox. */
export const CUSTOMER = {
  id: accountId('031200440056'),
  name: 'Tailspin Bakery',
  scenario: 'customer-of-msp',
  spotOrgId: '606000000300',
  mspAccountId: MSP.id,
} as const;

/** An account of a made-up organization. */
export interface DemoAccount {
  id: AccountId;
  name: string;
  email: string;
  status: 'ACTIVE' | 'SUSPENDED';
}

/** A made-up customer of the MSP. */
export interface DemoCustomer {
  name: string;
  email: string;
  spotOrgId: string;
  workflow: string;
}

const UNITS = ['retail', 'logistics', 'research', 'platform'] as const;
const STAGES = ['prod', 'staging', 'dev', 'logs'] as const;

/** The enterprise's accounts: four units in four stages, three shared ones, and a sandbox that no rule fits. */
export const ENTERPRISE_ACCOUNTS: readonly DemoAccount[] = [
  ...UNITS.flatMap((unit) => STAGES.map((stage) => `${unit}-${stage}`)),
  'shared-network',
  'shared-security',
  'shared-audit',
  'old-sandbox',
].map((name) => ({
  id: madeUpId(`alpine ${name}`),
  name,
  email: `aws+${name}@alpine.example`,
  status: name === 'old-sandbox' ? ('SUSPENDED' as const) : ('ACTIVE' as const),
}));

/** A subset of the enterprise, with the pattern that fills it, the workflow that bills it, and its end customer. */
interface DemoSubset {
  name: string;
  pattern: string;
  workflow: string;
  consoleEmail: string;
  spotOrgId: string;
}

export const ENTERPRISE_SUBSETS: readonly DemoSubset[] = [
  unit('Retail', 'retail', 1, 'Charge back at on-demand'),
  unit('Logistics', 'logistics', 2, 'Charge back at on-demand'),
  unit('Research', 'research', 3, 'Summer discount'),
  unit('Platform', 'platform', 4, 'Charge back at on-demand'),
  unit('Shared services', 'shared', 5, 'Charge back at on-demand'),
];

export const MSP_CUSTOMERS: readonly DemoCustomer[] = [
  customer('Café Zürich', 'cafezurich', 1, 'Standard resale'),
  customer('Contoso Retail', 'contoso', 2, 'Standard resale'),
  customer('Fabrikam', 'fabrikam', 3, 'Public sector'),
  customer('Northwind Traders', 'northwind', 4, 'Standard resale'),
  customer('Søren & Søn A/S', 'sorenson', 5, 'Public sector'),
  customer('東京商事', 'tokyo-shoji', 6, 'Standard resale'),
];

/** The accounts of an MSP's customer. */
export function accountsOf({ name, email }: DemoCustomer): DemoAccount[] {
  const host = email.slice(email.indexOf('@') + 1);
  return ['prod', 'dev', 'backup'].map((stage) => ({
    id: madeUpId(`${name} ${stage}`),
    name: `${name} ${stage}`,
    email: `aws+${stage}@${host}`,
    status: 'ACTIVE',
  }));
}

/** The vendor's two example workflows (docs/procedure.md: 'Example workflows'), typed; the account is one of the payer's own. */
export function exampleWorkflows(payer: AccountId): { first: WorkflowRule[]; second: WorkflowRule[] } {
  const accounts = { kind: 'accounts' as const, accountIds: [payer] };
  return {
    first: [
      { kind: 'replace-discount', commitment: 'ri', purchasedBy: accounts },
      { kind: 'replace-discount', commitment: 'savings-plan', purchasedBy: accounts },
      { kind: 'remove-credits', credit: 'edp' },
      { kind: 'percentage', direction: 'uplift', percentage: '3', scope: {} },
    ],
    second: [
      { kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'any' } },
      { kind: 'remove-volume-discounts', discount: 'top-rate-free-usage' },
      {
        kind: 'percentage',
        direction: 'discount',
        percentage: '2',
        scope: {
          services: ['Amazon S3'],
          regionGroups: ['us-east'],
          weekdays: ['tuesday'],
          months: [6, 7, 8],
          years: { kind: 'odd' },
        },
      },
    ],
  };
}

function unit(name: string, prefix: string, n: number, workflow: string): DemoSubset {
  const spotOrgId = String(606_000_000_100 + n);
  return { name, pattern: `${prefix}-*`, workflow, consoleEmail: `finance-${prefix}@alpine.example`, spotOrgId };
}

function customer(name: string, host: string, n: number, workflow: string): DemoCustomer {
  return { name, email: `billing@${host}.example`, spotOrgId: String(606_000_000_300 + n), workflow };
}

/** Twelve digits that belong to a name; every fourth begins with a zero or two, as real ones do. */
function madeUpId(name: string): AccountId {
  const hash = createHash('sha256').update(name).digest();
  const digits = String(hash.readUIntBE(0, 6)).padStart(15, '0').slice(-12);
  const zeros = (hash[6] ?? 0) % 4 === 0 ? 1 + ((hash[7] ?? 0) % 2) : 0;
  return accountId('0'.repeat(zeros) + digits.slice(zeros));
}
