import { fileURLToPath } from 'node:url';
import { archive } from '../support/archive.ts';
import { mangledWorkbook } from './mangled-workbook.ts';
import { teamWorkbook } from './team-workbook.ts';
import { faultyList, organizationsExport, semicolonList, unicodeText } from './text-lists.ts';

/** Every sample file and how it is made. */
export const SAMPLES = {
  'organizations-console-export.csv': organizationsExport,
  'billing-team-mapping.xlsx': () => archive(teamWorkbook()),
  'ids-mangled-by-excel.xlsx': () => archive(mangledWorkbook()),
  'semicolon-windows-1252.csv': semicolonList,
  'unicode-text.txt': unicodeText,
  'conflicts-and-bad-rows.csv': faultyList,
} as const satisfies Record<string, () => Buffer | Promise<Buffer>>;

export type SampleName = keyof typeof SAMPLES;

/** The folder of the sample files, with a trailing separator. */
export const FILES = fileURLToPath(new URL('files/', import.meta.url));

/** The path of a sample file. */
export function samplePath(name: SampleName): string {
  return FILES + name;
}
