import { BLANK } from '../cell.ts';
import type { Cell } from '../cell.ts';
import { damaged } from '../limits.ts';
import { decodeEscapes } from './escapes.ts';
import { serialToIso } from './number-format.ts';
import { GENERAL } from './styles.ts';
import type { NumberStyle } from './styles.ts';

/** A cell as its element has it. */
export interface RawCell {
  /** Attribute `t`; 'n' where there is none. */
  type: string;
  style: number;
  /** Text of `v`, null where there is none. */
  value: string | null;
  /** Text of `is`, null where there is none. */
  inline: string | null;
  formula: boolean;
}

/** What the values of cells refer to. */
export interface ValueContext {
  strings: readonly string[];
  styles: readonly NumberStyle[];
  date1904: boolean;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const BLANK_FORMULA: Cell = Object.freeze({ kind: 'blank', formula: true });

/**
 * What a cell holds.
 * @param place for messages: 'D5'
 * @throws AppError FILE_DAMAGED where it refers to a shared string that is not there
 */
export function cellValue(raw: RawCell, context: ValueContext, place: () => string): Cell {
  const value = plainValue(raw, context, place);
  if (!raw.formula) return value;
  if (value.kind !== 'blank') return { ...value, formula: true };
  // An empty text is a result, as IFERROR(…, "") has it; an empty value of another type is what writers without a calculator leave.
  return raw.type === 'str' && raw.value !== null ? BLANK : BLANK_FORMULA;
}

function plainValue({ type, style, value, inline }: RawCell, context: ValueContext, place: () => string): Cell {
  if (type === 'inlineStr') return text(inline ?? decodeEscapes(value ?? ''));
  if (value === null) return inline === null ? BLANK : text(inline);
  if (type === 'str') return text(decodeEscapes(value));
  // no index, no number, no truth: nothing
  if (value.trim() === '') return BLANK;
  switch (type) {
    case 's':
      return text(sharedString(value, context.strings, place));
    case 'b':
      return { kind: 'boolean', value: value.trim() === '1' || value.trim() === 'true' };
    case 'e':
      return { kind: 'error', text: value };
    case 'd':
      return { kind: 'date', text: value.trim(), raw: value };
    default:
      return numberCell(value.trim(), context.styles[style] ?? GENERAL, context.date1904);
  }
}

function text(value: string): Cell {
  return value === '' ? BLANK : { kind: 'text', text: value };
}

function sharedString(value: string, strings: readonly string[], place: () => string): string {
  const found = strings[Number(value)];
  if (found === undefined)
    throw damaged(`The file is damaged: cell ${place()} refers to a text that is not there.`, { cell: place() });
  return found;
}

function numberCell(value: string, style: NumberStyle, date1904: boolean): Cell {
  if (!NUMBER.test(value)) return { kind: 'text', text: value };
  if (style.date) {
    const iso = serialToIso(Number(value), date1904);
    if (iso !== null) return { kind: 'date', text: iso, raw: value };
  }
  return { kind: 'number', text: value, format: style.format };
}
