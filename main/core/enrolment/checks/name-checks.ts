import type { CheckCode } from '../../../../shared/domain/check-catalogue.ts';
import type { FindingSubject } from '../../../../shared/domain/finding.ts';
import { hiddenInWords, revealed } from '../../../../shared/domain/hidden-text.ts';
import { lookAlikes } from '../../../../shared/domain/look-alike.ts';
import { ticketNameFault } from '../../../../shared/domain/ticket-name.ts';
import { CELL_UNITS, rowSubject } from './report.ts';
import type { CheckScope, Found } from './report.ts';

/** A name as long as this is for no list and no mail. The vendor documents no limit. */
const LONG_NAME = 128;

interface Named {
  id: number;
  name: string;
}

/** What is wrong with the names that go to the vendor: lines of tickets can't carry them, people can't tell them apart. */
export function checkNames({ report }: CheckScope, kind: 'subset' | 'workflow', things: readonly Named[]): void {
  const found = (code: CheckCode, which: (name: string) => boolean, tell: (name: string) => string): void => {
    if (!report.wants(code)) return;
    report.add(code, things.filter(({ name }) => which(name)).map(toFound(kind, tell)));
  };
  const what = kind === 'subset' ? 'subset' : 'billing workflow';
  found(
    `${kind}-name-separator`,
    (name) => ticketNameFault(name) === 'separator',
    (name) =>
      `The name of the ${what} '${name}' has a colon that stands free, so a line of a ticket falls into the wrong parts.`,
  );
  found(
    `${kind}-name-colon`,
    (name) => ticketNameFault(name) === 'colon',
    (name) => `The name of the ${what} '${name}' has a colon, which a line of a ticket has between its parts.`,
  );
  found(
    `${kind}-name-line-break`,
    (name) => ticketNameFault(name) === 'line-break',
    (name) => `The name of the ${what} ${JSON.stringify(name)} has a line break.`,
  );
  found(
    `${kind}-hidden-characters`,
    (name) => hiddenInWords(name) !== null,
    (name) => hiddenSentence(`The name of the ${what}`, name),
  );
  found(
    `${kind}-name-long`,
    (name) => name.length <= CELL_UNITS && Array.from(name).length > LONG_NAME,
    (name) =>
      `The name of the ${what} '${Array.from(name).slice(0, 40).join('')}…' has ${Array.from(name).length} characters.`,
  );
  found(
    `${kind}-cell-too-long`,
    (name) => name.length > CELL_UNITS,
    (name) =>
      `The name of the ${what} '${Array.from(name).slice(0, 40).join('')}…' is longer than a cell of a spreadsheet can be.`,
  );
  if (!report.wants(`${kind}-names-alike`)) return;
  const groups = lookAlikes(things).map((group) => ({
    subject: rowSubject(kind, group[0] ?? { id: 0, name: '' }),
    sentence: `These names of ${what}s look alike: ${group.map(({ name }) => `'${name}'`).join(', ')}.`,
  }));
  report.add(`${kind}-names-alike`, groups);
}

/** That a text hides something, and what. @param whose what it is, as a sentence begins: 'The name of the subset' */
export function hiddenSentence(whose: string, text: string): string {
  const shown = Array.from(revealed(text));
  const cut = shown.length > LONG_NAME ? `${shown.slice(0, LONG_NAME).join('')}…` : shown.join('');
  return `${whose} '${cut}' has ${hiddenInWords(text)}.`;
}

function toFound(kind: FindingSubject['kind'], tell: (name: string) => string): (thing: Named) => Found {
  return (thing) => ({ subject: rowSubject(kind, thing), sentence: tell(thing.name) });
}
