import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { redact } from '../log/redact.ts';

/** A line of the log as a support mail may have it. */
export interface LogTailLine {
  at: string;
  level: string;
  id: string;
  code: string | null;
  /** What went wrong, for faults of the program only: other sentences may name a customer. */
  fault: string | null;
  /** Where: functions, and files by their place in the product. */
  frames: string[];
}

const lineSchema = z.object({
  at: z.iso.datetime(),
  level: z.enum(['info', 'warn', 'error']),
  id: z.string().regex(/^[a-z][a-z0-9.-]{0,60}$/u),
  data: z
    .object({
      code: z.union([z.string(), z.number()]).optional(),
      stack: z.string().optional(),
      cause: z.string().optional(),
    })
    .optional(),
});

/** How much of the log's end is looked at. */
const TAIL_BYTES = 256 * 1024;
const LINES = 100;
const FRAMES = 12;

/**
 * The last lines of the log, each cut down to what can't be about a customer: its time, its id, the error's code, and of a fault
 * of the program its kind and where it happened. Free text is left out, because names can't be told from other words.
 */
export function logTail(file: string): LogTailLine[] {
  if (!existsSync(file)) return [];
  const lines = readEnd(file).split('\n');
  return lines.flatMap((line) => readLine(line) ?? []).slice(-LINES);
}

function readEnd(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } finally {
    closeSync(handle);
  }
}

function readLine(text: string): LogTailLine | null {
  const read = lineSchema.safeParse(parseJson(text));
  if (!read.success) return null;
  const { at, level, id, data } = read.data;
  const code = typeof data?.code === 'string' && /^[A-Z][A-Z0-9_]{0,60}$/u.test(data.code) ? data.code : null;
  const trace = `${data?.stack ?? ''}\n${data?.cause ?? ''}`;
  return { at, level, id, code, fault: faultOf(trace), frames: framesOf(trace) };
}

/** Null for what is no JSON: the first line read may have lost its beginning. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The engine's and SQLite's own sentences name variables, tables and columns, never values; only these are kept. */
const FAULTS = [
  /\b(TypeError|ReferenceError): ((?:Cannot read properties of (?:undefined|null)(?: \(reading '\w+'\))?|[\w.]+ is not (?:a function|defined|iterable)))/u,
  /\b(SqliteError): ((?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: [\w., ]+)?|no such (?:table|column): [\w.]+|database (?:is locked|disk image is malformed|or disk is full)|disk I\/O error|interrupted)/u,
];

function faultOf(trace: string): string | null {
  for (const fault of FAULTS) {
    const found = fault.exec(trace);
    if (found) return redact(`${found[1] ?? ''}: ${found[2] ?? ''}`);
  }
  const kind = /^\s*(?:Error: )?([A-Z][A-Za-z]*Error)\b/u.exec(trace);
  return kind?.[1] ?? null;
}

/** `    at putBack (file:///opt/app/main/core/ledger/undo.ts:131:9)` → `putBack main/core/ledger/undo.ts:131`. */
const FRAME =
  /^\s+at (?:(?:async )?([\w.#<>$ [\]]+) \()?(?:.*\/)?((?:main|shared|node_modules)\/[\w@./+-]+|node:[\w/.-]+):(\d+):\d+\)?$/u;

function framesOf(trace: string): string[] {
  return trace
    .split('\n')
    .flatMap((line) => {
      const found = FRAME.exec(line);
      return found ? [`${found[1] ?? '(top)'} ${found[2] ?? ''}:${found[3] ?? ''}`] : [];
    })
    .slice(0, FRAMES);
}
