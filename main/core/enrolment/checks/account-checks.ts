import { hiddenSentence } from './name-checks.ts';
import type { AccountCondition, CheckedAccount } from './repo.ts';
import { ACCOUNT_CODES, accountCounts, ACCOUNTS_WHERE, accountsThatPay, sharedEmails } from './repo.ts';
import { accountText, CELL_UNITS, mpaSubject, rowSubject } from './report.ts';
import type { CheckScope, Found } from './report.ts';

/** How many accounts the one finding about unassigned accounts names. */
const NAMED = 5;

const STATUS_WORDS: Readonly<Record<string, string>> = {
  SUSPENDED: 'suspended',
  PENDING_CLOSURE: 'about to be closed',
  CLOSED: 'closed',
};

/** What is wrong with accounts, one by one and among each other. */
export function checkAccounts(scope: CheckScope): void {
  const { db, mpa, report, limit } = scope;
  const mpaId = mpa.id;
  const codes = ACCOUNT_CODES.filter((code) => report.wants(code));
  if (codes.length === 0) return;
  const counts = accountCounts.get(db, { mpaId });
  for (const code of codes) {
    const count = counts?.[code] ?? 0;
    if (count === 0) continue;
    if (code === 'account-unassigned') {
      checkUnassigned(scope, count);
      continue;
    }
    if (code === 'account-cell-too-long') {
      const long = ACCOUNTS_WHERE[code].all(db, { mpaId, limit: count }).filter((each) => !fitsInCells(each));
      report.add(code, long.map(found(code)));
      continue;
    }
    report.add(code, ACCOUNTS_WHERE[code].all(db, { mpaId, limit }).map(found(code)), count);
  }
  checkSharedEmails(scope);
  const payers = accountsThatPay.all(db, { mpaId });
  report.add(
    'account-is-payer',
    payers.map((row) => ({
      subject: rowSubject('account', row),
      sentence: `${accountText(row)} is in the ledger as the payer account ${row.payer} too.`,
    })),
  );
}

function fitsInCells({ name, email }: CheckedAccount): boolean {
  return name.length <= CELL_UNITS && email.length <= CELL_UNITS;
}

/** One finding for all of them: there may be thousands, and the list of accounts can be filtered by it. */
function checkUnassigned({ db, mpa, report }: CheckScope, count: number): void {
  const named = ACCOUNTS_WHERE['account-unassigned'].all(db, { mpaId: mpa.id, limit: NAMED }).map(accountText);
  const rest = count - named.length;
  const more = rest > 0 ? ` and ${rest.toLocaleString('en-US')} more` : '';
  const amount = count === 1 ? '1 account is' : `${count.toLocaleString('en-US')} accounts are`;
  report.add('account-unassigned', [
    { subject: mpaSubject(mpa), sentence: `${amount} in no subset: ${named.join(', ')}${more}.` },
  ]);
}

function found(code: Exclude<AccountCondition, 'account-unassigned'>): (account: CheckedAccount) => Found {
  return (account) => ({ subject: rowSubject('account', account), sentence: sentenceOf(code, account) });
}

function sentenceOf(code: Exclude<AccountCondition, 'account-unassigned'>, account: CheckedAccount): string {
  const who = accountText(account);
  switch (code) {
    case 'account-suspended':
      return `${who} is ${STATUS_WORDS[account.status ?? ''] ?? account.status}, and in the subset ${account.subset}.`;
    case 'account-without-name':
      return `${who} has no name.`;
    case 'account-without-email':
      return `${who} has no e-mail.`;
    case 'account-email-invalid':
      return `The e-mail of ${who}, ${JSON.stringify(account.email)}, is no mail address.`;
    case 'account-hidden-characters':
      return hiddenSentence(`The name of ${account.id},`, account.name);
    case 'account-name-long':
      return `The name of ${who} has ${Array.from(account.name).length} characters.`;
    case 'account-line-break':
      return `The name or e-mail of ${account.id} has a line break.`;
    case 'account-cell-too-long':
      return `The name or e-mail of ${account.id} is longer than a cell of a spreadsheet can be.`;
  }
}

function checkSharedEmails({ db, mpa, report, limit }: CheckScope): void {
  if (!report.wants('account-email-shared')) return;
  const rows = sharedEmails.all(db, { mpaId: mpa.id, limit });
  report.add(
    'account-email-shared',
    rows.map((row) => {
      const elsewhere = row.others === mpa.id ? '' : ` of the payer account ${row.others}`;
      const more = row.accounts > 2 ? ` and ${(row.accounts - 2).toLocaleString('en-US')} more` : '';
      const sentence = `The e-mail ${row.email} is that of ${accountText(row)}, ${row.other}${elsewhere}${more}.`;
      return { subject: rowSubject('account', row), sentence };
    }),
    rows[0]?.total ?? 0,
  );
}
