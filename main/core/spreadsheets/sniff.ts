import { AppError } from '../../../shared/domain/app-error.ts';
import type { ByteSource } from './byte-source.ts';

const REMEDY = 'Open it in a spreadsheet program and save it as .xlsx.';
const SIGNATURES: readonly { bytes: string; what: string }[] = [
  { bytes: '%PDF', what: 'a PDF document' },
  { bytes: '\x1f\x8b', what: 'a gzip archive' },
  { bytes: '7z\xbc\xaf', what: 'a 7-Zip archive' },
  { bytes: 'Rar!', what: 'a RAR archive' },
  { bytes: '\x89PNG', what: 'a picture' },
  { bytes: '\xff\xd8\xff', what: 'a picture' },
  { bytes: '{\\rtf', what: 'a text document (RTF)' },
  { bytes: 'PAR1', what: 'a Parquet file' },
];
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** The stream that holds the workbook in a password-protected file ([MS-OFFCRYPTO] 2.3.4), as it stands in the OLE directory. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Tells what a file is by its content; its name says nothing reliable.
 * @param head the first few KB
 * @returns 'zip' for what may be an .xlsx, 'text' for what may be .csv
 * @throws AppError FILE_ENCRYPTED, FILE_LEGACY_XLS, FILE_TYPE_UNKNOWN
 */
export async function sniff(head: Uint8Array, source: ByteSource): Promise<'zip' | 'text'> {
  const start = Buffer.from(head).toString('latin1');
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.startsWith(OLE)) throw await oleError(source);
  const known = SIGNATURES.find(({ bytes }) => start.startsWith(bytes));
  if (known !== undefined) throw unknownType(source.name, known.what);
  const words = start
    .replaceAll('\0', '')
    .replace(/^\u00ef\u00bb\u00bf|^\u00ff\u00fe|^\u00fe\u00ff/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<head|<body|<table|<meta|<style)/.test(words))
    throw unknownType(source.name, 'a web page');
  if (words.startsWith('<?xml') || words.startsWith('<workbook')) throw unknownType(source.name, 'an XML document');
  return 'text';
}

/** Whether a file is called a workbook, whatever is in it. */
export function isNamedWorkbook(name: string): boolean {
  return /\.(?:xls[xmb]?|xlt[xm]|ods|numbers)$/i.test(name);
}

/** The error for a file of another kind. `what` completes 'x is …'. */
export function unknownType(name: string, what: string): AppError {
  return new AppError('FILE_TYPE_UNKNOWN', `${name || 'The input'} is ${what}, not .xlsx or .csv. ${REMEDY}`, {
    name,
    what,
  });
}

async function oleError(source: ByteSource): Promise<AppError> {
  let tail: Uint8Array = Buffer.alloc(0);
  for await (const chunk of source.chunks()) {
    const window = Buffer.concat([tail, chunk]);
    if (window.includes(ENCRYPTED)) {
      const message = `${source.name} is protected by a password. Open it in a spreadsheet program, remove the password, and save it as .xlsx.`;
      return new AppError('FILE_ENCRYPTED', message, { name: source.name });
    }
    tail = window.subarray(-ENCRYPTED.length);
  }
  return new AppError('FILE_LEGACY_XLS', `${source.name} is in the old Excel format (.xls). ${REMEDY}`, {
    name: source.name,
  });
}
