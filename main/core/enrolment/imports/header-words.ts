import type { ImportField } from '../../../../shared/domain/import-field.ts';

/**
 * How well a header says what its column means: 3 the vendor's or AWS's own header, 2 a common word for it,
 * 1 a word that needs the rest of the sheet to be understood.
 */
export type WordStrength = 1 | 2 | 3;

/** The fields that a header can mean, best first; more than one where the word alone does not tell. */
export interface HeaderMeaning {
  fields: readonly ImportField[];
  strength: WordStrength;
}

/** The five sheets (docs/procedure.md: 'The five spreadsheets') and the account export of the AWS Organizations console. */
const OWN_HEADERS: Partial<Record<ImportField, readonly string[]>> = {
  accountId: ['AWS Account ID', 'Account ID'],
  accountName: ['Account Name'],
  accountEmail: ['AWS Account Email'],
  subsetName: ['Subset Name'],
  workflowName: ['Billing Workflow Name'],
  consoleEmail: ['Spot Console Email'],
  orgId: ['Spot Org ID'],
  status: ['Status'],
  joinedMethod: ['Joined method'],
  joinedAt: ['Joined timestamp'],
  arn: ['ARN'],
  rowNote: ['Problem', 'What to do'],
};

/** Common words in English, German, French, Spanish and Dutch, and the column names of Cost and Usage Reports. */
const COMMON_WORDS: Partial<Record<ImportField, readonly string[]>> = {
  accountId: [
    'Account number',
    'Account no',
    'AWS account number',
    'AWS account no',
    'AWS ID',
    'Acct ID',
    'Acct number',
    'Linked account ID',
    'Linked account number',
    'LinkedAccountId',
    'Member account ID',
    'Member account number',
    'Usage account ID',
    'UsageAccountId',
    'line_item_usage_account_id',
    'lineItem/UsageAccountId',
    'Sub account ID',
    'SubAccountId',
    'Account identifier',
    'Customer account ID',
    'Child account ID',
    'Cloud account ID',
    'Konto-ID',
    'Kontonummer',
    'AWS-Konto-ID',
    'AWS-Kontonummer',
    'Konto Nr',
    'ID du compte',
    'Identifiant du compte',
    'Numéro de compte',
    'N° de compte',
    'ID de compte AWS',
    'ID de cuenta',
    'ID de la cuenta',
    'Número de cuenta',
    'ID de cuenta de AWS',
    'Account-ID',
    'Accountnummer',
    'AWS-accountnummer',
    'Rekening-ID',
  ],
  accountName: [
    'AWS account name',
    'Acct name',
    'Linked account name',
    'LinkedAccountName',
    'Member account name',
    'Usage account name',
    'line_item_usage_account_name',
    'lineItem/UsageAccountName',
    'Sub account name',
    'SubAccountName',
    'Account alias',
    'Alias',
    'Account title',
    'Kontoname',
    'AWS-Kontoname',
    'Nom du compte',
    'Nom de compte',
    'Nombre de la cuenta',
    'Nombre de cuenta',
    'Accountnaam',
  ],
  accountEmail: [
    'Account email',
    'Account email address',
    'AWS account email address',
    'Account mail',
    'Root email',
    'Root email address',
    'Root user email',
    'Root user email address',
    'Owner email',
    'Owner email address',
    'Account owner email',
    'Account owner',
    'AWS email',
    'Konto-E-Mail',
    'E-Mail des Kontos',
    'Root-E-Mail',
    'E-mail du compte',
    'Adresse e-mail du compte',
    'Courriel du compte',
    'Correo de la cuenta',
    'Correo electrónico de la cuenta',
    'Account e-mailadres',
    'Account-e-mail',
  ],
  subsetName: [
    'Subset',
    'Subset names',
    'Eco subset',
    'Eco subset name',
    'Spot subset',
    'Customer',
    'Customer name',
    'Client',
    'Client name',
    'End customer',
    'End customer name',
    'Customer subset',
    'Kunde',
    'Kundenname',
    'Endkunde',
    'Nom du client',
    'Client final',
    'Cliente',
    'Nombre del cliente',
    'Cliente final',
    'Klant',
    'Klantnaam',
    'Eindklant',
  ],
  workflowName: [
    'Workflow',
    'Workflow name',
    'Billing workflow',
    'Eco billing workflow',
    'Billing rules',
    'Billing rule set',
    'Pricing plan',
    'Price plan',
    'Abrechnungsworkflow',
    'Workflow de facturation',
    'Flujo de facturación',
    'Factureringsworkflow',
  ],
  consoleEmail: [
    'Spot email',
    'Spot e-mail address',
    'Console email',
    'Console email address',
    'Spot console email address',
    'Spot login',
    'Spot user',
    'Spot user email',
    'Spot console user',
    'Customer email',
    'Client email',
    'End customer email',
    'Spot console mail',
    'Spot-E-Mail',
    'Konsolen-E-Mail',
    'E-mail Spot',
    'Correo de Spot',
    'Spot-e-mail',
  ],
  orgId: [
    'Spot organization ID',
    'Spot organisation ID',
    'Spot organization',
    'Spot organisation',
    'Spot org',
    'Spot ID',
    'Spot account ID',
    'Spot organization number',
    'Spot-Organisations-ID',
    'ID organisation Spot',
    'ID de organización de Spot',
    'Spot-organisatie-ID',
  ],
  status: [
    'Account status',
    'State',
    'Account state',
    'Kontostatus',
    'Statut',
    'Estado',
    'Statut du compte',
    'Estado de la cuenta',
    'Accountstatus',
  ],
  joinedMethod: ['Join method', 'Joined by', 'Created or invited'],
  joinedAt: [
    'Joined',
    'Joined at',
    'Joined on',
    'Joined date',
    'Join date',
    'Date joined',
    'Beigetreten am',
    'Date d’adhésion',
    'Fecha de ingreso',
    'Lid sinds',
  ],
  arn: ['Account ARN', 'AWS ARN', 'Amazon Resource Name'],
  payerId: [
    'Payer',
    'Payer ID',
    'Payer account',
    'Payer account ID',
    'PayerAccountId',
    'bill_payer_account_id',
    'bill/PayerAccountId',
    'Management account',
    'Management account ID',
    'Master account',
    'Master account ID',
    'Master payer account',
    'Master payer account ID',
    'MPA',
    'MPA ID',
    'MPA account ID',
    'Verwaltungskonto',
    'Compte de gestion',
    'Cuenta de administración',
    'Beheeraccount',
  ],
  ignore: [
    '#',
    'No',
    'Nr',
    'Row',
    'Line',
    'Zeile',
    'Ligne',
    'Fila',
    'Rij',
    'Comment',
    'Comments',
    'Note',
    'Notes',
    'Remark',
    'Remarks',
    'Kommentar',
    'Bemerkung',
    'Commentaire',
    'Comentario',
    'Opmerking',
    'Phone',
    'Cost',
    'Total',
    'Region',
    'Regions',
    'AWS organization ID',
    'AWS org ID',
    'Contact',
    'Organizational unit',
    'OU',
    'Parent',
  ],
};

/** Words that mean one thing in an account list and another in a customer list. */
const WORDS_IN_CONTEXT: readonly { fields: readonly ImportField[]; words: readonly string[] }[] = [
  {
    fields: ['accountEmail', 'consoleEmail'],
    words: [
      'Email',
      'E-mail',
      'Mail',
      'Email address',
      'E-mail address',
      'E-Mail-Adresse',
      'Adresse e-mail',
      'Courriel',
      'Correo',
      'Correo electrónico',
      'E-mailadres',
    ],
  },
  { fields: ['accountName', 'subsetName'], words: ['Name', 'Nom', 'Nombre', 'Naam', 'Bezeichnung'] },
  {
    fields: ['accountId', 'accountName'],
    words: [
      'Account',
      'AWS account',
      'AWS-Konto',
      'Compte AWS',
      'Cuenta AWS',
      'Cuenta de AWS',
      'Linked account',
      'Member account',
      'Usage account',
      'Child account',
      'Sub account',
      'Konto',
      'Compte',
      'Cuenta',
      'Rekening',
    ],
  },
  { fields: ['accountId', 'orgId'], words: ['ID', 'Identifier'] },
  {
    fields: ['orgId', 'ignore'],
    words: [
      'Org ID',
      'Org',
      'Organization ID',
      'Organisation ID',
      'Organization',
      'Organisation',
      'OrgId',
      'Organisations-ID',
      'ID de organización',
    ],
  },
];

/**
 * The key under which headers are compared: compatibility forms made plain, accents, case, spaces and signs dropped.
 * 'AWS Account-ID', 'awsAccountId' and 'AWS_ACCOUNT_ID' meet; '#' is kept as the word 'number'.
 */
export function headerKey(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/#|n°/giu, ' number ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const MEANINGS = new Map<string, HeaderMeaning>();
for (const [field, words] of Object.entries(OWN_HEADERS)) {
  for (const word of words) MEANINGS.set(headerKey(word), { fields: [field as ImportField], strength: 3 });
}
for (const [field, words] of Object.entries(COMMON_WORDS)) {
  for (const word of words) addMeaning(word, [field as ImportField], 2);
}
for (const { fields, words } of WORDS_IN_CONTEXT) {
  for (const word of words) addMeaning(word, fields, 1);
}

function addMeaning(word: string, fields: readonly ImportField[], strength: WordStrength): void {
  const key = headerKey(word);
  if (!MEANINGS.has(key)) MEANINGS.set(key, { fields, strength });
}

/**
 * What a header means by its words alone: as it stands, without what stands in brackets, or with one slip of the pen.
 * @returns undefined for a header that says nothing known.
 */
export function headerMeaning(header: string): HeaderMeaning | undefined {
  const key = headerKey(header);
  if (key === '') return undefined;
  return MEANINGS.get(key) ?? MEANINGS.get(headerKey(header.replace(/[([{].*?[)\]}]/gu, ' '))) ?? misspeltMeaning(key);
}

/** Short words have too many neighbours; from eight letters on, one wrong, missing or surplus letter is a slip. */
function misspeltMeaning(key: string): HeaderMeaning | undefined {
  if (key.length < 8) return undefined;
  for (const [known, meaning] of MEANINGS) {
    if (known.length >= 8 && meaning.strength > 1 && differsByOne(known, key)) return { ...meaning, strength: 2 };
  }
  return undefined;
}

function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** Every word that heads a column somewhere, for finding the delimiter of a text file. */
export const KNOWN_HEADERS: readonly string[] = [
  ...[...Object.values(OWN_HEADERS), ...Object.values(COMMON_WORDS)].flat(),
  ...WORDS_IN_CONTEXT.flatMap(({ words }) => words),
];
