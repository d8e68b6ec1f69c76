import { readFileSync } from 'node:fs';
import type { OpenImportInput } from '../../../../shared/contract/imports.ts';
import { writeOwnFile } from '../../files/own-files.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { TableSource } from '../../spreadsheets/read.ts';
import { sourcePath } from './stage-file.ts';
import { readMeta, writeMeta } from './stage-repo.ts';

/** What a stage remembers of its source: a file of this computer by its path, anything else beside the stage. */
type Kept = { kind: 'path'; path: string } | { kind: 'text' } | { kind: 'bytes'; name: string };

/** Keeps the source of an import, so that it can be read again in another way; gives it for reading it now. */
export function keepSource(db: ReadDb, importId: string, source: OpenImportInput['source']): TableSource {
  if (source.kind === 'path') {
    writeMeta(db, 'source', source satisfies Kept);
    return source;
  }
  const bytes = source.kind === 'text' ? Buffer.from(source.text) : Buffer.from(source.base64, 'base64');
  // The folder lets in nobody but this user; it goes with the stage.
  writeOwnFile(sourcePath(importId), bytes);
  const kept: Kept = source.kind === 'text' ? { kind: 'text' } : { kind: 'bytes', name: source.name };
  writeMeta(db, 'source', kept);
  return source.kind === 'text' ? source : { kind: 'bytes', name: source.name, bytes };
}

/** The file of this computer that an import was read from; null where it came otherwise. */
export function sourceFile(db: ReadDb): string | null {
  const kept = readMeta(db, 'source') as Kept;
  return kept.kind === 'path' ? kept.path : null;
}

/** The source of an import again. A file that was named by its path is read as it is now. */
export function keptSource(db: ReadDb, importId: string): TableSource {
  // Written by keepSource into a stage of this very process.
  const kept = readMeta(db, 'source') as Kept;
  if (kept.kind === 'path') return kept;
  const bytes = readFileSync(sourcePath(importId));
  return kept.kind === 'text' ? { kind: 'text', text: bytes.toString() } : { kind: 'bytes', name: kept.name, bytes };
}
