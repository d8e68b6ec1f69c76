import type { Part } from './deliverable.ts';
import type { Severity } from './finding.ts';
import { SEVERITIES } from './finding.ts';

/** A check: what it finds, what to do about it, and how bad it is for each part of what is handed over. */
export interface Check {
  /** What is found, in the plural, to follow a number: 'accounts without an e-mail'. */
  what: string;
  remedy: string;
  /** A part that is not here does not mind. */
  severity: Partial<Readonly<Record<Part, Severity>>>;
}

type Severities = Check['severity'];

const ACCOUNT_SHEETS = ['sheet-1', 'sheet-2', 'sheet-3'] as const;
const WORKFLOW_SHEETS = ['sheet-2', 'sheet-3', 'sheet-4', 'sheet-5'] as const;
const CUSTOMER_PARTS = ['sheet-3', 'sheet-5', 'customer-lines'] as const;
const ALL_SHEETS = ['sheet-1', ...WORKFLOW_SHEETS] as const;
const LINES = ['workflow-lines', 'customer-lines'] as const;

function each(severity: Severity, ...parts: readonly Part[]): Severities {
  return Object.fromEntries(parts.map((part) => [part, severity]));
}

const SPLIT_LINE = "Rename it without a colon: a line of a ticket is '<Subset Name> : <Billing Workflow Name>'.";
const LINE_BREAK = 'Rename it: a name must stand in one line.';
const HIDDEN = 'Write it anew without them: nobody sees them, or they turn how the rest reads.';
const CONSOLE = 'In the Spot console of the end customer: user icon > My Organization.';

/**
 * Every check of a payer account but those of billing rules, which workflow-order.ts has. An error makes the deliverable wrong
 * or is refused, a warning probably is, a hint is for the person to weigh. What a document asks for and is left blank is an
 * error where the line is worthless without it.
 */
export const CHECKS = {
  'mpa-without-org-id': {
    what: 'payer accounts without a Spot Org ID',
    remedy: 'Sign up, and set the ID shown under user icon > My Organization; every request names it.',
    severity: each('error', 'mpa', 'request'),
  },
  'mpa-org-id-not-digits': {
    what: 'Spot Org IDs that are not digits',
    remedy: "Compare it with user icon > My Organization; 'o' and 'l' are easily typed for 0 and 1.",
    severity: each('warning', 'mpa', 'request'),
  },
  'mpa-without-msp-account': {
    what: 'payer accounts of a customer without the account ID of the MSP',
    remedy: "Set the MSP's account ID: the hand-off mail has to name it.",
    severity: each('error', 'mpa'),
  },
  'mpa-without-accounts': {
    what: 'payer accounts without accounts',
    remedy: 'Import the account list.',
    severity: each('hint', 'mpa'),
  },
  'mpa-hidden-characters': {
    what: 'names of payer accounts that hide something',
    remedy: HIDDEN,
    severity: each('warning', 'mpa', 'request'),
  },
  'setting-hidden-characters': {
    what: 'settings of mails that hide something',
    remedy: HIDDEN,
    severity: each('warning', 'mpa', 'mail'),
  },
  'ticket-hidden-characters': {
    what: 'texts of tickets that hide something',
    remedy: 'Make the draft anew when the names in it are mended, or write it without them.',
    severity: each('warning', 'request'),
  },
  'setting-empty': {
    what: 'settings that a mail needs and that are empty',
    remedy: 'Set it, or put it into the mail by hand before it is sent.',
    severity: each('warning', 'mail'),
  },
  'nothing-to-send': {
    what: 'deliverables without content',
    remedy: 'Import the accounts, and make what is to be sent.',
    severity: each('error', ...ALL_SHEETS, ...LINES, 'description'),
  },
  'too-many-rows': {
    what: 'sheets with more rows than a sheet can hold',
    remedy: 'Send it as .csv, or agree with the vendor on several files.',
    severity: each('error', ...ALL_SHEETS),
  },
  'payer-is-linked-account': {
    what: 'payer accounts that are linked accounts of another',
    remedy: 'Find out which of the two is right: an account is in one organization only.',
    severity: each('error', 'mpa'),
  },
  'account-is-payer': {
    what: 'accounts that are payer accounts themselves',
    remedy: 'Find out which of the two is right: an account is in one organization only.',
    severity: each('error', 'mpa', ...ACCOUNT_SHEETS),
  },
  'payer-in-subset': {
    what: 'payer accounts in a subset of their own',
    remedy: "Take it out of the subset, unless this customer is to be charged for the organization's own cost.",
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-unassigned': {
    what: 'accounts in no subset',
    remedy:
      "Assign them, or leave those that no customer is charged for. To list them, filter the accounts by subset 'none'.",
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-suspended': {
    what: 'accounts in a subset that are suspended or closed',
    remedy: 'Take it out of its subset, unless its last charges are still to be billed.',
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-without-name': {
    what: 'accounts without a name',
    remedy: 'Import a list with names, or set it.',
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-without-email': {
    what: 'accounts without an e-mail',
    remedy: 'Import a list with e-mails, or set it.',
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-email-invalid': {
    what: 'accounts whose e-mail is no mail address',
    remedy: 'Set the e-mail of the account as AWS Organizations shows it.',
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-email-shared': {
    what: 'e-mails that several accounts have',
    remedy: 'Compare them with AWS Organizations: AWS lets an e-mail belong to one account only.',
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-hidden-characters': {
    what: 'account names that hide something',
    remedy: 'Compare it with AWS Organizations, and write it anew without them.',
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-name-long': {
    what: 'account names of more than 50 characters',
    remedy: 'Compare it with AWS Organizations, where account names have at most 50 characters.',
    severity: each('hint', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-line-break': {
    what: 'accounts with a line break in the name or e-mail',
    remedy: 'Set it in one line.',
    severity: each('warning', 'mpa', ...ACCOUNT_SHEETS),
  },
  'account-cell-too-long': {
    what: 'accounts with more text than a cell can hold',
    remedy: 'Shorten it: a cell of a spreadsheet holds 32,767 characters.',
    severity: each('error', 'mpa', ...ACCOUNT_SHEETS),
  },
  'subset-without-accounts': {
    what: 'subsets without accounts',
    remedy: 'Assign accounts to it, or delete it.',
    severity: each('warning', 'mpa', ...ALL_SHEETS, ...LINES),
  },
  'subset-without-workflow': {
    what: 'subsets without a billing workflow',
    remedy: 'Associate a billing workflow with it; one without rules charges the raw AWS cost.',
    severity: { ...each('warning', 'mpa', 'sheet-3', 'sheet-4', 'sheet-5', 'workflow-lines'), 'sheet-2': 'error' },
  },
  'subset-without-end-customer': {
    what: 'subsets without an end customer',
    remedy: 'Associate an end customer with it, or leave it if nobody is to log in.',
    severity: { ...each('warning', 'mpa', 'sheet-5', 'customer-lines'), 'sheet-3': 'error' },
  },
  'subset-hidden-characters': {
    what: 'subset names that hide something',
    remedy: HIDDEN,
    severity: each('warning', 'mpa', ...ALL_SHEETS, ...LINES),
  },
  'subset-name-separator': {
    what: "subset names with ' : ' in them",
    remedy: SPLIT_LINE,
    severity: each('error', 'mpa', ...LINES),
  },
  'subset-name-colon': {
    what: 'subset names with a colon',
    remedy: SPLIT_LINE,
    severity: each('warning', 'mpa', ...LINES),
  },
  'subset-name-line-break': {
    what: 'subset names with a line break',
    remedy: LINE_BREAK,
    severity: { ...each('error', 'mpa', ...LINES), ...each('warning', ...ALL_SHEETS) },
  },
  'subset-name-long': {
    what: 'subset names of more than 128 characters',
    remedy: 'Shorten it: long names are cut off in lists and wrapped in mails.',
    severity: each('hint', 'mpa', ...ALL_SHEETS, ...LINES),
  },
  'subset-cell-too-long': {
    what: 'subset names that a cell can not hold',
    remedy: 'Shorten it: a cell of a spreadsheet holds 32,767 characters.',
    severity: each('error', 'mpa', ...ALL_SHEETS),
  },
  'subset-names-alike': {
    what: 'groups of subset names that look alike',
    remedy: 'Merge them if they are the same customer, else rename one so that nobody takes it for the other.',
    severity: each('warning', 'mpa', ...ALL_SHEETS, ...LINES),
  },
  'workflow-unused': {
    what: 'billing workflows that no subset has',
    remedy: 'Associate it with a subset, or delete it.',
    severity: each('hint', 'mpa', 'description'),
  },
  'workflow-hidden-characters': {
    what: 'workflow names that hide something',
    remedy: HIDDEN,
    severity: each('warning', 'mpa', ...WORKFLOW_SHEETS, 'workflow-lines', 'description'),
  },
  'workflow-name-separator': {
    what: "workflow names with ' : ' in them",
    remedy: SPLIT_LINE,
    severity: each('error', 'mpa', 'workflow-lines'),
  },
  'workflow-name-colon': {
    what: 'workflow names with a colon',
    remedy: SPLIT_LINE,
    severity: each('warning', 'mpa', 'workflow-lines'),
  },
  'workflow-name-line-break': {
    what: 'workflow names with a line break',
    remedy: LINE_BREAK,
    severity: { ...each('error', 'mpa', 'workflow-lines', 'description'), ...each('warning', ...WORKFLOW_SHEETS) },
  },
  'workflow-name-long': {
    what: 'workflow names of more than 128 characters',
    remedy: 'Shorten it: long names are cut off in lists and wrapped in mails.',
    severity: each('hint', 'mpa', ...WORKFLOW_SHEETS, 'workflow-lines', 'description'),
  },
  'workflow-cell-too-long': {
    what: 'workflow names that a cell can not hold',
    remedy: 'Shorten it: a cell of a spreadsheet holds 32,767 characters.',
    severity: each('error', 'mpa', ...WORKFLOW_SHEETS),
  },
  'workflow-names-alike': {
    what: 'groups of workflow names that look alike',
    remedy: 'Delete one if they are the same, else rename one so that nobody takes it for the other.',
    severity: each('warning', 'mpa', ...WORKFLOW_SHEETS, 'workflow-lines', 'description'),
  },
  'workflow-account-unknown': {
    what: 'accounts that billing rules name and the payer account does not have',
    remedy: 'Compare the ID with the account list; a rule about an account of another organization does nothing.',
    severity: each('warning', 'mpa', 'description'),
  },
  'customer-without-email': {
    what: 'end customers without a Spot console e-mail',
    remedy: 'Set the e-mail that the end customer signed up with.',
    severity: { mpa: 'warning', ...each('error', ...CUSTOMER_PARTS) },
  },
  'customer-without-org-id': {
    what: 'end customers without a Spot Org ID',
    remedy: `Sign the end customer up, and set the ID. ${CONSOLE}`,
    severity: { mpa: 'warning', ...each('error', ...CUSTOMER_PARTS) },
  },
  'customer-email-invalid': {
    what: 'end customers whose Spot console e-mail is no mail address',
    remedy: 'Set the e-mail that the end customer signed up with.',
    severity: each('error', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-org-id-not-digits': {
    what: 'end customers whose Spot Org ID is not digits',
    remedy: `Compare it. ${CONSOLE}`,
    severity: each('warning', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-org-id-own': {
    what: "end customers with the payer account's own Spot Org ID",
    remedy: 'Give the end customer a Spot organization of its own: its people would see all the others.',
    severity: each('error', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-org-id-of-payer': {
    what: "end customers with another payer account's Spot Org ID",
    remedy: 'Make sure that it is the same company, else its people would see what is not theirs.',
    severity: each('warning', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-org-id-elsewhere': {
    what: "end customers with the Spot Org ID of another payer account's end customer",
    remedy: 'Make sure that it is the same company, else give each an organization of its own.',
    severity: each('warning', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-org-id-shared': {
    what: 'Spot Org IDs that several end customers have, as it seems',
    remedy: 'Give each end customer a Spot organization of its own, or make them one end customer.',
    severity: each('error', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-email-shared': {
    what: 'Spot console e-mails that several end customers have',
    remedy: 'Each end customer signs up by itself: set the e-mail that each signed up with.',
    severity: each('warning', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-hidden-characters': {
    what: 'names of end customers that hide something',
    remedy: HIDDEN,
    severity: each('warning', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-names-alike': {
    what: 'groups of end customers whose names look alike',
    remedy: 'Make them one end customer if they are the same, else rename one so that nobody takes it for the other.',
    severity: each('warning', 'mpa', ...CUSTOMER_PARTS),
  },
  'customer-unused': {
    what: 'end customers without a subset',
    remedy: 'Associate a subset with it, or delete it.',
    severity: each('hint', 'mpa', 'sheet-5', 'customer-lines'),
  },
} as const satisfies Readonly<Record<string, Check>>;

export type CheckCode = keyof typeof CHECKS;

/** How bad a check's findings are for some parts together: as bad as for the worst of them; null where none minds. */
export function severityOf(check: Check, parts: readonly Part[]): Severity | null {
  return SEVERITIES.find((severity) => parts.some((part) => check.severity[part] === severity)) ?? null;
}
