import { act } from './action.ts';

/** How bad it is: an error keeps the row out, an ID to be confirmed does until it is; the others are for the person to know. */
export type RowFaultSeverity = 'error' | 'unconfirmed' | 'warning' | 'note';

/** One kind of thing that can be the matter with a row of an account list. */
export interface RowFaultDefinition {
  readonly severity: RowFaultSeverity;
  /** Stable, for programs; several kinds may have one. */
  readonly code: string;
  /** A sentence; `{name}` stands for a detail. */
  readonly reason: string;
  readonly remedy: string;
}

const ID_AGAIN =
  'Take the ID from AWS (Organizations > AWS accounts) and export again with the column formatted as text, or mend the cell.';
const MEND_ID = 'Write the 12 digits of the account ID into this cell as text and import again.';
const COMPARE_WITH_SPOT = 'Compare them with the Spot console, mend the wrong row and import again.';
const OTHER_PAYER = `Import this list for the payer account that it belongs to${act('import.other-payer')}.`;
const NAME_SUBSET = 'Write the name of the subset into the row and import again.';
const SUBSET_ALIKE = 'A subset has one: make the rows of the subset alike and import again.';
const ROWS_ALIKE = 'Leave one of these rows, or make them alike, and import again.';
const NOTHING = 'Nothing needs to be done.';

/** Everything that can be the matter with a row, by its key; details in braces are filled in. */
export const ROW_FAULTS = {
  // The account ID as it is written
  'id-missing': error(
    'id-missing',
    'The row has no account ID.',
    'Write the 12 digits of the account ID into this cell, or delete the row, and import again.',
  ),
  'id-yes-no': error('id-invalid', 'This is a yes/no value, not an account ID.', MEND_ID),
  'id-date': error('id-invalid', 'The spreadsheet has turned this value into a date ({value}).', ID_AGAIN),
  'id-cell-error': error(
    'id-invalid',
    'The cell holds the error {value} in place of a value.',
    'Mend the formula, or write the ID as text, and import again.',
  ),
  'id-signs': error(
    'id-invalid',
    'The file holds only # signs: it was saved from a column too narrow to show the number.',
    ID_AGAIN,
  ),
  'id-fraction-or-sign': error(
    'id-invalid',
    "'{value}' is a number with a fraction or a sign, not an account ID.",
    MEND_ID,
  ),
  'id-other-characters': error('id-invalid', "'{value}' contains {what} that no account ID has.", MEND_ID),
  'id-zero': error('id-invalid', 'The account ID is zero.', MEND_ID),
  'id-too-long': error('id-invalid', 'It has {digits} digits; an account ID has 12.', MEND_ID),
  'id-no-number': error('id-invalid', "'{value}' is not a number that can be an account ID.", MEND_ID),
  'id-negative': error('id-invalid', 'The number is negative.', MEND_ID),
  'id-fraction': error('id-invalid', 'The number has a fraction.', MEND_ID),
  'id-number-too-long': error('id-invalid', 'The number has more than 12 digits.', MEND_ID),
  'id-lost-digits': error(
    'id-lost-digits',
    'The spreadsheet has rounded the ID: of its {digits} digits only the first {kept} are left.',
    ID_AGAIN,
  ),
  'id-tidied': note('id-tidied', 'Spaces and signs were taken away: it is read as {id}.'),
  'id-unconfirmed': {
    severity: 'unconfirmed',
    code: 'id-unconfirmed',
    reason: 'The ID has lost digits: {note}, it would be {id}. The ledger does not know this account.',
    remedy:
      'Compare {id} with AWS; then confirm it (accept repairs), or write all 12 digits into the cell as text and import again.',
  },
  'id-too-short': {
    severity: 'unconfirmed',
    code: 'id-unconfirmed',
    reason:
      'The ID has lost digits: {note}, it would be {id}. The ledger does not know this account, and more than {most} zeros are not accepted.',
    remedy: 'Compare it with AWS, and write all 12 digits into the cell as text.',
  },
  // The ARN and the payer account beside it
  'arn-unreadable': warning(
    'arn-unreadable',
    'This is not the ARN of an account in AWS Organizations.',
    'Export the list again, or leave this column out.',
  ),
  'arn-of-other-payer': error('other-payer', 'The ARN is of the organization of {payer}, not of {mpaId}.', OTHER_PAYER),
  'arn-contradicts': error(
    'arn-contradicts',
    'The ARN names the account {account}, the {field} is {id}.',
    'Find out which is right, mend the row and import again.',
  ),
  'row-of-other-payer': error(
    'other-payer',
    'The row belongs to the payer account {payer}, not to {mpaId}.',
    OTHER_PAYER,
  ),
  // The other cells
  'row-malformed': error(
    'row-malformed',
    '{problem}',
    'Mend the quotation marks of this line, or export the file again, and import it again.',
  ),
  'broken-byte': error(
    'broken-byte',
    '{problem}',
    'Write the value into the cell, or say in which encoding the file is.',
  ),
  'cell-error': error(
    'cell-error',
    'The cell holds the error {value} in place of a value.',
    'Mend the formula, or write the value as text, and import again.',
  ),
  'id-without-result': error(
    'id-invalid',
    'The cell holds a formula, and the file does not have its result.',
    'Open the file in a spreadsheet program, save it there, and import it again; or write the 12 digits as text.',
  ),
  'formula-without-result': error(
    'formula-without-result',
    'The cell holds a formula, and the file does not have its result.',
    'Open the file in a spreadsheet program, save it there, and import it again; or write the value as text.',
  ),
  placeholder: warning(
    'placeholder',
    "'{value}' may stand for no value at all. Until that is decided it is taken as it is written.",
    'Decide it once for the whole file.',
  ),
  'placeholder-blank': note('placeholder-blank', "'{value}' is taken as a blank cell, as you decided."),
  'lost-character': warning(
    'lost-character',
    'The value has the sign for a character that was lost (\uFFFD) before the file was made.',
    'Export the list again from where it comes from, or write the value into the cell.',
  ),
  'hidden-characters': warning(
    'hidden-characters',
    "The value has characters that nobody sees, or that turn what stands beside them: {what}. In full it is '{shown}'.",
    'Find out what was meant, and write the value anew without them.',
  ),
  'subset-alike': warning(
    'looks-alike',
    "'{name}' would be a new subset. It is easily taken for the subset {other}{letters}.",
    'If it is the same customer, write the name as it is there; else give it another, so that nobody takes it for the other.',
  ),
  'workflow-alike': warning(
    'looks-alike',
    "'{name}' would be a new billing workflow. It is easily taken for the billing workflow {other}{letters}.",
    'If it is the same, write the name as it is there; else give it another.',
  ),
  'customer-alike': warning(
    'looks-alike',
    "'{name}' would be the address of a new end customer. It is easily taken for {other}{letters}.",
    'Compare it with the Spot console, and write the address as it is there.',
  ),
  'line-break': warning(
    'line-break',
    "The value has a line break; it is read as '{value}'.",
    'If it was meant to be two values, write the right one into the cell.',
  ),
  merged: warning(
    'merged',
    'The cell is merged with one above it, whose value is taken for this row as well.',
    'If it is not meant for this row, write the right value into the cell.',
  ),
  'beyond-headings': error(
    'beyond-headings',
    'The row has more cells than there are headings, so its values may stand in the wrong columns: this one has no heading.',
    `Put a value that has the separator in it into quotation marks and import again, or say that the column is to be left out${act('import.leave-column')}.`,
  ),
  'no-heading': warning(
    'no-heading',
    'This stands to the right of the last heading and is not imported.',
    `Give the column a heading, or say what it is${act('import.leave-column')}.`,
  ),
  tidied: note('tidied', "Surplus spaces and signs were taken away: it is read as '{value}'."),
  'name-too-long': error('name-too-long', 'The name has {length} characters.', 'Shorten it to {most} at most.'),
  'formula-as-name': warning(
    'formula-as-name',
    'The name starts like a formula. It is kept as text; it is never evaluated.',
    'If it was meant to be a name, write the name into the cell and import again.',
  ),
  'email-invalid': error(
    'email-invalid',
    'This is not an e-mail address.',
    'Write one address, such as name@company.example, into this cell, or leave it blank to keep what the ledger has.',
  ),
  'org-id-invalid': error(
    'org-id-invalid',
    'This is not a Spot organization ID.',
    'Copy the ID from the Spot console: user icon, then My Organization.',
  ),
  'org-id-unusual': warning(
    'org-id-unusual',
    'Spot organization IDs are usually digits only.',
    'Compare it with the Spot console: user icon, then My Organization.',
  ),
  'status-unknown': warning(
    'status-unknown',
    "AWS Organizations has no status '{value}'.",
    'Use one of {statuses}. The status in the ledger stays.',
  ),
  'time-unreadable': warning(
    'time-unreadable',
    'This is not a date that can be told for certain.',
    'Use the form 2026-11-21T08:00:00Z. The date in the ledger stays.',
  ),
  // The row beside the ledger
  'account-of-other-payer': error(
    'account-of-other-payer',
    'The account {id} is in the ledger under the payer account {payerName} ({payer}).',
    'An account is in one organization. If it has moved, remove it there first; if not, take the row out of this file.',
  ),
  'account-is-payer': error(
    'account-is-payer',
    '{id} is itself the payer account {name}.',
    'Take the row out of this file.',
  ),
  'payer-in-subset': warning(
    'payer-in-subset',
    'This is the payer account itself; a subset is for linked accounts.',
    'Leave the subset of the payer account blank.',
  ),
  'workflow-without-subset': error(
    'subset-missing',
    'A workflow is given without a subset to associate it with.',
    NAME_SUBSET,
  ),
  'customer-without-subset': error(
    'subset-missing',
    'A Spot organization is given without a subset to associate it with.',
    NAME_SUBSET,
  ),
  'nothing-named': error('subset-missing', 'The row names neither an account nor a subset.', NAME_SUBSET),
  'email-of-other-account': warning(
    'email-of-other-account',
    'The account {id} has the same e-mail address; AWS gives an address to one account only.',
    'Compare the account ID and the address with AWS: one of the two rows is likely to be wrong.',
  ),
  // The row beside the other rows
  'account-twice': error(
    'account-twice',
    'The account {id} is in the file more than once with different {what}: {said}.',
    ROWS_ALIKE,
  ),
  'account-again': note(
    'account-again',
    'The account {id} stands in an earlier row already, with nothing that contradicts it; the rows are taken as one.',
  ),
  'subset-torn': error('subset-torn', 'The subset has different {what} in this file: {said}.', SUBSET_ALIKE),
  'organization-torn': error(
    'org-torn',
    'The Spot organization {id} has different console e-mails in this file: {said}.',
    COMPARE_WITH_SPOT,
  ),
  'customer-torn': error(
    'org-torn',
    'The end customer {customer} has two console e-mails in this file: {one} and {other}.',
    COMPARE_WITH_SPOT,
  ),
  'customer-ambiguous': error(
    'customer-ambiguous',
    'Several end customers have the console e-mail {email}; without a Spot Org ID it is not clear which is meant.',
    'Write the Spot Org ID into the row and import again.',
  ),
  'subset-spelling': note('spelling', 'This is taken for the subset {name}: case and spaces make no difference.'),
  'workflow-spelling': note('spelling', 'This is taken for the workflow {name}: case and spaces make no difference.'),
} as const satisfies Readonly<Record<string, RowFaultDefinition>>;

export type RowFaultKey = keyof typeof ROW_FAULTS;

/** Details that fill the braces of a sentence. */
export type RowFaultDetails = Readonly<Record<string, string | number>>;

/** What is the matter, with its details filled in. */
export interface SaidRowFault {
  readonly key: RowFaultKey;
  readonly details: RowFaultDetails;
  readonly severity: RowFaultSeverity;
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

/** A fault with its details filled in. */
export function rowFault(key: RowFaultKey, details: RowFaultDetails = {}): SaidRowFault {
  const { severity, code, reason, remedy }: RowFaultDefinition = ROW_FAULTS[key];
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/gu, (_, name: string) => String(details[name] ?? ''));
  return { key, details, severity, code, reason: fill(reason), remedy: fill(remedy) };
}

function error(code: string, reason: string, remedy: string): RowFaultDefinition {
  return { severity: 'error', code, reason, remedy };
}

function warning(code: string, reason: string, remedy: string): RowFaultDefinition {
  return { severity: 'warning', code, reason, remedy };
}

function note(code: string, reason: string): RowFaultDefinition {
  return { severity: 'note', code, reason, remedy: NOTHING };
}
