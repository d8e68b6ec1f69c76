import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createStream } from 'rotating-file-stream';
import type { RotatingFileStream } from 'rotating-file-stream';
import { makeOwnFolder, takeFromOthers } from '../files/own-files.ts';
import { systemClock } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { redactField } from './redact.ts';

type Level = 'info' | 'warn' | 'error';

/** The program's log: one JSON object a line, redacted, each kind of line under a stable id. */
export interface Log {
  info(id: string, message: string, data?: Record<string, unknown>): void;
  warn(id: string, message: string, data?: Record<string, unknown>): void;
  /** @param error its code, message and stack are kept, redacted. */
  error(id: string, message: string, error?: unknown): void;
  /** Writes out what is left. */
  close(): Promise<void>;
}

/** The file of the log folder that is written to; older ones carry a number. */
export const LOG_FILE = 'enrollment-desk.log';

/**
 * A log that rotates at 1 MB and keeps five files. Where it can't be written that is said once, on standard error: it must not take the
 * program down. @param folder made when missing.
 */
export function openLog(folder: string, now: Clock = systemClock): Log {
  let stream: RotatingFileStream | null = null;
  let broken = false;
  const giveUp = (error: unknown): void => {
    if (!broken) process.stderr.write(`The log could not be written: ${error instanceof Error ? error.message : ''}\n`);
    broken = true;
  };
  const open = (): RotatingFileStream => {
    makeOwnFolder(folder);
    const made = makePrivate(folder);
    const opened = createStream(LOG_FILE, { path: folder, size: '1M', rotate: 5, mode: 0o600 });
    opened.on('error', giveUp);
    if (made.length > 0)
      opened.write(line('warn', 'log.made-private', `Other users of this computer could read: ${made.join(', ')}`));
    return opened;
  };
  const line = (level: Level, id: string, message: string, data?: Record<string, unknown>): string =>
    `${JSON.stringify({ at: now().toISOString(), level, id, message, ...(data && { data }) }, redactField)}\n`;
  const write = (level: Level, id: string, message: string, data?: Record<string, unknown>): void => {
    if (broken) return;
    try {
      (stream ??= open()).write(line(level, id, message, data));
    } catch (error) {
      giveUp(error);
    }
  };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      if (stream === null || broken) return resolve();
      stream.once('error', () => resolve());
      return stream.end(() => resolve());
    });
  return {
    info: (id, message, data) => write('info', id, message, data),
    warn: (id, message, data) => write('warn', id, message, data),
    error: (id, message, error) => write('error', id, message, describe(error)),
    close,
  };
}

/**
 * What earlier versions made for everybody to read is taken from others: the log's files, and the folder, where nothing else is in it.
 * @returns what that was
 */
function makePrivate(folder: string): string[] {
  const names = readdirSync(folder);
  const ours = names.filter((name) => name.startsWith(LOG_FILE));
  const whole = ours.length > 0 && ours.length === names.length ? [folder] : [];
  return [...ours.map((name) => join(folder, name)), ...whole].flatMap((path) => {
    const rights = takeFromOthers(path);
    return rights === null ? [] : [`${basename(path)} (${rights})`];
  });
}

/** A log that goes nowhere, for tests. */
export function silentLog(): Log {
  const nothing = (): void => undefined;
  return { info: nothing, warn: nothing, error: nothing, close: () => Promise.resolve() };
}

function describe(error: unknown): Record<string, unknown> | undefined {
  if (error === undefined) return undefined;
  if (!(error instanceof Error)) return { error: typeof error === 'string' ? error : JSON.stringify(error) };
  const code = 'code' in error ? String(error.code) : undefined;
  const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : undefined;
  return {
    ...(code !== undefined && { code }),
    message: error.message,
    stack: error.stack,
    ...(cause !== undefined && { cause }),
  };
}
