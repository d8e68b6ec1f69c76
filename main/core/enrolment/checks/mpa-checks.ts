import type { Part } from '../../../../shared/domain/deliverable.ts';
import { sheetPart } from '../../../../shared/domain/deliverable.ts';
import { hiddenInWords } from '../../../../shared/domain/hidden-text.ts';
import { SCENARIOS } from '../../../../shared/domain/scenario.ts';
import { SHEETS } from '../../../../shared/domain/sheets.ts';
import type { SheetNumber } from '../../../../shared/domain/sheets.ts';
import { sheetCounts } from '../sheets/repo.ts';
import { hiddenSentence } from './name-checks.ts';
import { payerAsAccount } from './repo.ts';
import { mpaSubject } from './report.ts';
import type { CheckScope } from './report.ts';

/** Rows of a worksheet (Microsoft, 'Excel specifications and limits'), less the header. */
const SHEET_ROWS = 1_048_575;

const SHEET_NUMBERS: readonly SheetNumber[] = [1, 2, 3, 4, 5];

/** What is wrong with the payer account itself, and with how much there is to send. */
export function checkMpa(scope: CheckScope): void {
  checkIds(scope);
  checkPlace(scope);
  checkAmounts(scope);
}

function checkIds({ mpa, report }: CheckScope): void {
  const subject = mpaSubject(mpa);
  const org = mpa.spotOrgId ?? '';
  if (hiddenInWords(mpa.name) !== null) {
    const sentence = hiddenSentence('The name of the payer account', mpa.name);
    report.add('mpa-hidden-characters', [{ subject, sentence }]);
  }
  if (org === '') {
    report.add('mpa-without-org-id', [{ subject, sentence: 'The payer account has no Spot Org ID.' }]);
  } else if (!/^[0-9]+$/u.test(org)) {
    report.add('mpa-org-id-not-digits', [{ subject, sentence: `The Spot Org ID ${org} is not all digits.` }]);
  }
  if (SCENARIOS[mpa.scenario].setUp.of === 'customer' && mpa.mspAccountId === null) {
    report.add('mpa-without-msp-account', [{ subject, sentence: "The MSP's account ID is not known." }]);
  }
}

function checkPlace({ db, mpa, report }: CheckScope): void {
  const subject = mpaSubject(mpa);
  const place = payerAsAccount.get(db, { mpaId: mpa.id });
  if (!place) return;
  if (place.mpaId !== mpa.id) {
    const sentence = `The payer account is a linked account of ${place.mpaName} (${place.mpaId}) too.`;
    report.add('payer-is-linked-account', [{ subject, sentence }]);
  } else if (place.subset !== null) {
    report.add('payer-in-subset', [
      { subject, sentence: `The payer account itself is in the subset ${place.subset}.` },
    ]);
  }
}

function checkAmounts({ db, mpa, parts, report }: CheckScope): void {
  const counts = sheetCounts.get(db, { mpaId: mpa.id });
  if (!counts) return;
  const subject = mpaSubject(mpa);
  const { accounts, withWorkflow, withCustomer } = counts;
  if (accounts === 0)
    report.add('mpa-without-accounts', [{ subject, sentence: 'No accounts have been imported yet.' }]);
  const empty = (what: string): void => {
    report.add('nothing-to-send', [{ subject, sentence: `There is nothing to send: ${what}.` }]);
  };
  const rows: Partial<Record<Part, number>> = { 'workflow-lines': withWorkflow, 'customer-lines': withCustomer };
  for (const sheet of SHEET_NUMBERS) {
    const part = sheetPart(sheet);
    rows[part] = SHEETS[sheet].rowsAre === 'accounts' ? accounts : sheet === 4 ? withWorkflow : withCustomer;
    const tooMany = parts.includes(part) ? tooManyRows(sheet, rows[part] ?? 0) : null;
    if (tooMany !== null) report.add('too-many-rows', [{ subject, sentence: tooMany }]);
  }
  const part = parts.find((each) => rows[each] === 0);
  if (part === 'workflow-lines' || part === 'sheet-4') empty('no subset has a billing workflow');
  else if (part === 'customer-lines' || part === 'sheet-5') empty('no subset has an end customer');
  else if (part) empty('there are no accounts');
}

/** Says that a sheet has more rows than a worksheet can hold; null when it has not. */
export function tooManyRows(sheet: SheetNumber, rows: number): string | null {
  if (rows <= SHEET_ROWS) return null;
  const [has, holds] = [rows, SHEET_ROWS].map((count) => count.toLocaleString('en-US'));
  return `Sheet ${sheet} would have ${has} rows; a worksheet holds ${holds} besides the header.`;
}
