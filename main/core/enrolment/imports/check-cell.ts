import type { OpenImportInput } from '../../../../shared/contract/imports.ts';
import type { SaidRowFault } from '../../../../shared/domain/row-fault.ts';
import { hiddenInWords, revealed } from '../../../../shared/domain/hidden-text.ts';
import { rowFault } from '../../../../shared/domain/row-fault.ts';
import type { Cell } from '../../spreadsheets/cell.ts';
import { BLANK, cellText } from '../../spreadsheets/cell.ts';

/** What words that stand for 'no value' are taken for; null: a person was not asked yet, and they are taken as text meanwhile. */
export type Placeholders = NonNullable<OpenImportInput['placeholders']> | null;

/** A cell after what can be the matter with any cell, whatever its field. */
export interface CheckedCell {
  /** What is read of it: blank where nothing can be. */
  readonly cell: Cell;
  readonly faults: readonly SaidRowFault[];
  /** Whether it is a word for 'no value', whatever that was decided to be. */
  readonly isPlaceholder?: true;
}

/** The errors of spreadsheet programs as text, in the languages that write them without '!' or '?': #N/A, #NV, #N/D, #Н/Д … */
const BARE_ERRORS = new Set(
  '#N/A #NV #N/D #N/V #NB #N/B #I/T #YOK #HIÁNYZIK #PUUTTUU #SAKNAS #Н/Д #Δ/Υ #GETTING_DATA #N/A!'.split(' '),
);
/** #REF! #VALUE! #NAME? #DIV/0! #BEZUG! …, and Err:502 of LibreOffice. */
const ERROR_TEXT = /^(?:#[\p{Lu}\p{N}/_]+[!?]|Err:\d{3})$/u;

/** What databases, programs and people write for 'no value', in lower case. */
const PLACEHOLDERS = new Set(
  (
    'n/a|na|n.a.|n.a|n/d|nan|nil|null|none|undefined|not applicable|not available|tbd|t.b.d.|tba|unknown|empty|blank|no value|' +
    'k.a.|keine|keiner|keine angabe|leer|aucun|aucune|ninguno|ninguna|geen|leeg|?|??|???|.|..|...|…|x|xx|xxx'
  ).split('|'),
);
/** Longer texts are none of these words. */
const LONGEST_WORD = 24;
const DASHES = /^[\p{Pd}_\u2212]+$/u;
const BRACKETS = /^[([{<](.*)[)\]}>]$/u;

/**
 * Looks at a cell before its field is read: a formula without a result, an error as text, a word for 'no value', lost characters.
 * @param isName whether the ledger has something of just this name: then it is one
 */
export function checkCell(cell: Cell, placeholders: Placeholders, isName: (text: string) => boolean): CheckedCell {
  if (cell.kind === 'blank') {
    return cell.formula === true ? { cell: BLANK, faults: [rowFault('formula-without-result')] } : { cell, faults: [] };
  }
  if (cell.kind !== 'text') return { cell, faults: [] };
  const text = cellText(cell).trim();
  const isWord = text.length <= LONGEST_WORD;
  const isError = isWord && (BARE_ERRORS.has(text.toUpperCase()) || ERROR_TEXT.test(text));
  if (isError || (isWord && isPlaceholder(text))) {
    if (isName(text)) return { cell, faults: [] };
    return isError ? { cell: { kind: 'error', text }, faults: [] } : taken(cell, text, placeholders);
  }
  const faults = text.includes('\uFFFD') ? [rowFault('lost-character')] : [];
  const what = hiddenInWords(text);
  return {
    cell,
    faults: what === null ? faults : [...faults, rowFault('hidden-characters', { what, shown: revealed(text) })],
  };
}

/** A word for 'no value', as it was decided. */
function taken(cell: Cell, value: string, placeholders: Placeholders): CheckedCell {
  const isPlaceholder = true;
  if (placeholders === 'text') return { cell, faults: [], isPlaceholder };
  if (placeholders === null) return { cell, faults: [rowFault('placeholder', { value })], isPlaceholder };
  return { cell: BLANK, faults: [rowFault('placeholder-blank', { value })], isPlaceholder };
}

function isPlaceholder(text: string): boolean {
  const bare = (BRACKETS.exec(text)?.[1] ?? text).trim().toLowerCase();
  return bare !== '' && (PLACEHOLDERS.has(bare) || DASHES.test(bare));
}
