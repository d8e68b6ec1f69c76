import type { AccountId } from './account-id.ts';
import { changedParts, followUpStart } from './follow-up-text.ts';
import type { FollowUp } from './follow-up-text.ts';
import { formatLines } from './ticket-lines.ts';
import type { TicketRow } from './ticket-rows.ts';
import { ticketHeaders } from './ticket-rows.ts';
import type { TicketSettings } from './ticket-settings.ts';
import { fillTemplate } from './ticket-settings.ts';
import type { TicketKind, TicketPlan } from './ticket.ts';

/** What a ticket is written from. */
export interface TicketFacts {
  kind: TicketKind;
  plan: TicketPlan;
  mpaId: AccountId;
  /** Empty where it isn't known; the text then shows `<OrgID>`, as the vendor's does. */
  spotOrgId: string;
  /** Everything that there is to say, in order; not needed where it goes in a sheet. */
  rows: readonly TicketRow[];
  /** How many rows the sheet has. */
  rowCount: number;
  /** Of a follow-up: what has changed, and what it follows. */
  followUp: FollowUp | null;
}

/** A ticket as it is sent. */
export interface TicketText {
  subject: string;
  /** Lines end in \n; no line end at the end. */
  body: string;
  to: string[];
  cc: string[];
}

const SUBJECTS: Readonly<Record<TicketKind, string>> = {
  'enable-subsets': 'Enable Subsets',
  subsets: 'Subsets of our accounts',
  workflows: 'Our billing workflows',
  'associate-workflows': 'Associate billing workflows with subsets',
  'end-customers': 'Associate end-customer organizations with subsets',
};

/** What stands in a text where something of the vendor's wording is not known. */
export const VENDOR_PLACEHOLDERS = [
  '<OrgID>',
  '<Subset Name>',
  '<Billing Workflow Name>',
  '<Subset name>',
  '<Spot console email>',
  '<Spot Org ID>',
] as const;

/**
 * Writes a ticket. The sentences of the two associations by support ticket are the vendor's, letter for letter (docs/procedure.md:
 * 'Tickets and mails'); the mails say the same of the attached sheet. A mail has a greeting and a sign-off, and names the payer account's ID.
 */
export function ticketText(facts: TicketFacts, settings: TicketSettings): TicketText {
  const { kind, plan } = facts;
  const org = facts.spotOrgId || '<OrgID>';
  const subject = `${facts.followUp ? 'Follow-up: ' : ''}${SUBJECTS[kind]} (Spot Organization ID ${org})`;
  const message = messageParts(facts, org);
  const { followUp } = facts;
  const parts = followUp ? [followUpStart(followUp), ...message, ...changedParts(kind, followUp)] : message;
  if (plan.channel === 'mail') {
    parts.unshift(fillTemplate(settings.greeting, settings));
    parts.push(`The account ID of our MPA is ${facts.mpaId}.`);
    if (kind === 'associate-workflows' || kind === 'end-customers' || kind === 'subsets') {
      parts.push('Please let us know when this is configured; we will then review and approve it.');
    }
    parts.push(fillTemplate(settings.signOff, settings));
  }
  const body = parts.filter((part) => part !== '').join('\n\n');
  return { subject, body, ...recipients(facts, settings) };
}

function messageParts(facts: TicketFacts, org: string): string[] {
  const { kind, plan, rows, rowCount } = facts;
  const attached = `in the attached spreadsheet (${counted(rowCount, 'row')})`;
  // A follow-up that only takes things away has nothing to add.
  if (facts.followUp && rowCount === 0) return [];
  switch (kind) {
    case 'enable-subsets':
      // A follow-up does not ask for the feature again.
      return [
        facts.followUp ? '' : `Please enable the Subsets feature for our Spot Organization ID ${org}.`,
        plan.sheet === null ? '' : `The account IDs and the name of the subset of each are ${attached}.`,
      ];
    case 'subsets':
      return [
        facts.followUp
          ? `For our Spot Organization ID ${org}, please change the subsets to the accounts and subset names ${attached}.`
          : `For our Spot Organization ID ${org}, please create the subsets from the accounts and subset names ${attached}.`,
      ];
    case 'workflows':
      return [
        `For our Spot Organization ID ${org}, these are the customer billing workflows that ${facts.followUp ? 'are new or have changed' : 'we offer'}. The rules of each are numbered in the order in which we process them.`,
        ...rows.map(({ cells }) => cells[1] ?? ''),
      ];
    case 'associate-workflows':
      if (plan.sheet !== null) {
        return [
          `For our Spot Organization ID ${org}, please associate the Eco Reports billing workflow(s) with the subset(s) ${attached}, going forward. We would like the processed workflow to be embedded in Cloud Analyzer and shown as charges in our Subsets List.`,
        ];
      }
      return [
        `For our Spot Organization ID ${org}, please associate the Eco Reports billing workflow(s), below, with the subset(s), going forward. We would like the processed workflow to be embedded in Cloud Analyzer and shown as charges in our Subsets List.`,
        formatLines(rows, ['<Subset Name>', '<Billing Workflow Name>']),
      ];
    case 'end-customers':
      if (plan.sheet !== null) {
        return [
          `Please associate the end-customer organizations with the subsets ${attached}, going forward. We would like our end customers to be able to log into the Spot console. Once you have confirmed, we will create their users and manage access.`,
          `Our Spot Organization ID is ${org}.`,
        ];
      }
      return [
        'Please associate the following end-customer organizations with these subsets, going forward. We would like our end customers to be able to log into the Spot console. Once you have confirmed, we will create their users and manage access.',
        formatLines(rows, ['<Subset name>', '<Spot console email>', '<Spot Org ID>']),
      ];
  }
}

function recipients({ kind, plan }: TicketFacts, settings: TicketSettings): { to: string[]; cc: string[] } {
  const main = plan.channel === 'ticket' ? settings.supportEmail : settings.representativeEmail;
  const aboutSubsets = plan.channel === 'mail' && (kind === 'enable-subsets' || kind === 'subsets');
  return {
    to: addresses(aboutSubsets ? `${main},${settings.subsetsEmail}` : main),
    cc: addresses(settings.cc),
  };
}

/** The addresses of a list with commas or semicolons, each once. */
export function addresses(list: string): string[] {
  return [
    ...new Set(
      list
        .split(/[,;]/u)
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    ),
  ];
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}

/** Whether a ticket's rows are written into its text, not into a sheet. */
export function rowsInText(kind: TicketKind, plan: TicketPlan): boolean {
  return plan.sheet === null && ticketHeaders(kind, null).length > 0;
}
