import { isMailAddress } from '../../../../shared/domain/mail-address.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';
import { rowFault } from '../../../../shared/domain/row-fault.ts';
import type { RowFaultDetails, RowFaultKey, SaidRowFault } from '../../../../shared/domain/row-fault.ts';
import type { Cell } from '../../spreadsheets/cell.ts';
import { cellText } from '../../spreadsheets/cell.ts';

/** What came out of a cell: a value, nothing (a blank cell means 'keep'), or a fault; a note is for the person to know. */
export interface FieldReading {
  value: string | null;
  fault?: SaidRowFault;
  /** Set where surplus spaces were taken away. */
  tidied?: true;
}

const NOTHING: FieldReading = { value: null };
/** Far more than any Spot Org ID that was seen. */
const LONGEST_TOKEN = 200;
/** As the ledger's own services take them. */
const LONGEST_NAME = 500;
const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/u;
const STATUSES = ['ACTIVE', 'SUSPENDED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE', 'CLOSED'];
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A name: without surplus spaces; one that starts like a formula is kept and pointed out. */
export function readName(cell: Cell): FieldReading {
  const stored = textOf(cell);
  if (typeof stored !== 'string') return stored;
  const name = tidyName(stored);
  if (name === '') return NOTHING;
  if (name.length > LONGEST_NAME) {
    return faulty('name-too-long', { length: name.length, most: LONGEST_NAME });
  }
  if (LINE_BREAK.test(stored.trim())) return { value: name, fault: rowFault('line-break', { value: name }) };
  const reading: FieldReading = name === stored ? { value: name } : { value: name, tidied: true };
  if (!/^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(name)) return reading;
  return { ...reading, fault: rowFault('formula-as-name') };
}

/**
 * An e-mail address, by a rule that refuses only what can't be one. Case is kept, and so is all that stands in it: with one letter less it is
 * another.
 */
export function readEmail(cell: Cell): FieldReading {
  const stored = textOf(cell);
  if (typeof stored !== 'string') return stored;
  const bare = stored.trim().replace(/^mailto:/i, '');
  const address = /^[^<>]*<([^<>]+)>$/.exec(bare)?.[1] ?? bare;
  if (address === '') return NOTHING;
  if (!isMailAddress(address)) {
    return faulty('email-invalid');
  }
  return address === stored ? { value: address } : { value: address, tidied: true };
}

/** A Spot organization ID: any short token; one that is not digits is pointed out (docs/procedure.md: 'Words'). */
export function readOrgId(cell: Cell): FieldReading {
  const stored = textOf(cell);
  if (typeof stored !== 'string') return stored;
  const token = stored.replace(/[\p{Z}\p{Cc}\p{Cf}]+/gu, '').replace(/^['\u2019]/u, '');
  if (token === '') return NOTHING;
  if (token.length > LONGEST_TOKEN || /^\d+(\.\d+)?e\+?\d+$/i.test(token)) {
    return faulty('org-id-invalid');
  }
  if (/^\d+$/.test(token)) return { value: token };
  return { value: token, fault: rowFault('org-id-unusual') };
}

/** The status of an account in AWS Organizations; an unknown word is pointed out and not taken. */
export function readStatus(cell: Cell): FieldReading {
  const stored = textOf(cell);
  if (typeof stored !== 'string') return stored;
  const word = tidyName(stored)
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  if (word === '') return NOTHING;
  if (STATUSES.includes(word)) return { value: word };
  return faulty('status-unknown', { value: tidyName(stored).slice(0, 40), statuses: STATUSES.join(', ') });
}

/** How an account joined: CREATED or INVITED in the console's export; kept as a word in capitals. */
export function readJoinedMethod(cell: Cell): FieldReading {
  const reading = readName(cell);
  return reading.value === null ? reading : { value: reading.value.toUpperCase() };
}

/** A time as ISO 8601 in UTC; a time without a zone is taken for UTC, as the console exports it. */
export function readJoinedAt(cell: Cell): FieldReading {
  const stored = textOf(cell);
  if (typeof stored !== 'string') return stored;
  const text = tidyName(stored);
  if (text === '') return NOTHING;
  // Seconds since 1970, as the AWS CLI may print it.
  if (/^\d{9,10}(?:\.\d+)?$/u.test(text)) return { value: isoSeconds(Math.round(Number(text) * 1000)) };
  const [whole, day, minutes = '00:00', seconds = '00', zone = 'Z'] = TIME.exec(text) ?? [];
  const time =
    whole === undefined
      ? Number.NaN
      : Date.parse(`${day}T${minutes}:${seconds}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  if (Number.isNaN(time)) {
    return faulty('time-unreadable');
  }
  return { value: isoSeconds(time) };
}

function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/u, 'Z');
}

/** The account and payer IDs in an ARN of AWS Organizations: arn:aws:organizations::PAYER:account/o-…/ACCOUNT. */
export function readArn(cell: Cell): { payer: string; account: string } | { fault: SaidRowFault } | null {
  const text = tidyName(cellText(cell));
  if (text === '') return null;
  const parts = /^arn:aws[\w-]*:organizations::(\d{12}):account\/o-[a-z0-9]+\/(\d{12})$/.exec(text);
  if (parts?.[1] !== undefined && parts[2] !== undefined) return { payer: parts[1], account: parts[2] };
  return { fault: rowFault('arn-unreadable') };
}

/** The text of a cell, or the reading of one that is blank or holds an error. */
function textOf(cell: Cell): string | FieldReading {
  if (cell.kind === 'blank') return NOTHING;
  if (cell.kind !== 'error') return cellText(cell);
  return faulty('cell-error', { value: cellText(cell) });
}

/** Nothing is taken out of the cell. */
function faulty(key: RowFaultKey, details?: RowFaultDetails): FieldReading {
  return { value: null, fault: rowFault(key, details) };
}
