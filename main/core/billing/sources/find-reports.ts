import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { isManifest, isReportData } from '../../../../shared/domain/report-file.ts';
import { usablePath } from '../../files/usable-path.ts';
import { damaged } from './damage.ts';
import { monthOfPath, readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';

/** One report as it lies on this computer: the files of one delivery of one month, or files that nothing says more of. */
export interface FoundReport {
  /** Null where the files are loose: then nothing says whether they are all. */
  readonly manifest: Manifest | null;
  readonly files: readonly string[];
  /** 'YYYY-MM' as the manifest or the folders say; null where the lines have to. */
  readonly month: string | null;
}

/** What was found in what a person named. */
export interface FoundReports {
  readonly reports: readonly FoundReport[];
  /** Files of reports that no manifest of theirs names: of older deliveries, or strangers. They are left out, and that is said. */
  readonly leftOut: readonly string[];
}

/** More than a bucket has in years; a whole disk is not looked through. */
const MOST_FILES = 20_000;
const DEEPEST = 12;

/**
 * Finds the reports in files and folders: in AWS's own layouts by their manifests, else by the months that folders name, else as one. Links
 * inside of folders are not followed.
 * @throws AppError FILE_NOT_FOUND, FILE_DAMAGED (a manifest, a file that it names and that is not there, two deliveries side by side), INVALID_INPUT.
 */
export async function findReports(paths: readonly string[]): Promise<FoundReports> {
  const files = await filesOf(paths);
  const manifests = currentManifests(
    files.filter(isManifest).map((path) => readManifest(path, readFileSync(path, 'utf8'))),
  );
  const data = files.filter((path) => isReportData(path) || (paths.includes(path) && !isManifest(path)));
  const delivered = manifests.map((manifest) => deliveredBy(manifest, data));
  const named = new Set(delivered.flatMap((report) => report.files));
  const others = data.filter((path) => !named.has(path));
  if (manifests.length > 0) return { reports: delivered, leftOut: others };
  if (others.length === 0)
    throw new AppError(
      'FILE_NOT_FOUND',
      `There is no file of a report in ${paths.join(', ')}: no .csv, .csv.gz, .zip or .parquet.`,
      { paths },
    );
  return { reports: looseReports(others), leftOut: [] };
}

async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const each of paths) {
    const path = usablePath(each, 'The path');
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new AppError('FILE_NOT_FOUND', `There is no file or folder ${path}.`, { path });
    if (stat.isDirectory()) await collect(path, files, 0);
    else files.push(path);
  }
  return [...new Set(files)].sort();
}

async function collect(folder: string, files: string[], depth: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < DEEPEST) await collect(path, files, depth + 1);
    else if (entry.isFile()) files.push(path);
    if (files.length > MOST_FILES)
      throw new AppError(
        'INVALID_INPUT',
        `${folder} has more than ${MOST_FILES} files. Name the folder of a report or of a month.`,
        { folder },
      );
  }
}

/**
 * Of the manifests of a month's deliveries the one that counts: AWS writes it into the folder of the month, and a copy into that of each delivery.
 * @throws AppError FILE_DAMAGED where nothing tells which of two it is: both together would count everything twice
 */
function currentManifests(manifests: readonly Manifest[]): Manifest[] {
  const months = new Map<string, Manifest[]>();
  for (const each of manifests) {
    const key = JSON.stringify([each.account, each.reportName, each.month]);
    months.set(key, [...(months.get(key) ?? []), each]);
  }
  return [...months.values()].map((ofMonth) => {
    const ofMonthFolder = ofMonth.filter(({ path, assembly }) => basename(dirname(path)) !== assembly);
    const candidates = ofMonthFolder.length > 0 ? ofMonthFolder : ofMonth;
    const assemblies = new Set(candidates.map(({ assembly }) => assembly));
    const [first] = candidates;
    if (first !== undefined && assemblies.size === 1) return first;
    const { path = '', month = null } = first ?? {};
    throw damaged(
      path,
      `there are ${assemblies.size} deliveries of ${month ?? 'one month'} (${[...assemblies].join(', ')}), and nothing says which one counts; name the folder of one`,
      { assemblies: [...assemblies] },
    );
  });
}

/** The files that a manifest names, wherever they lie in what was named. @throws AppError FILE_DAMAGED */
function deliveredBy(manifest: Manifest, data: readonly string[]): FoundReport {
  const files = manifest.keys.map((key) => {
    const parts = key.split('/');
    const same = data.filter((path) => basename(path) === parts.at(-1));
    const best = same.sort((a, b) => commonEnd(b, parts) - commonEnd(a, parts))[0];
    if (best === undefined)
      throw damaged(manifest.path, `it names ${manifest.keys.length} files, and ${parts.at(-1)} is not there`, { key });
    return best;
  });
  return { manifest, files, month: manifest.month };
}

/** How many parts at its end a path has in common with a key. */
function commonEnd(path: string, parts: readonly string[]): number {
  const own = path.split(/[\\/]/u);
  let count = 0;
  while (count < parts.length && own.at(-1 - count) === parts.at(-1 - count)) count += 1;
  return count;
}

/** A folder of a delivery has a UUID for its name, or the time of the delivery. */
const DELIVERY = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{8}T\d{6}Z)$/iu;

/** Files without a manifest: one report for each month that their folders name. @throws AppError FILE_DAMAGED for two deliveries */
function looseReports(files: readonly string[]): FoundReport[] {
  const months = new Map<string | null, string[]>();
  for (const path of files) {
    const month = monthOfPath(path);
    months.set(month, [...(months.get(month) ?? []), path]);
  }
  return [...months].map(([month, ofMonth]) => {
    const deliveries = new Set(ofMonth.map((path) => basename(dirname(path))).filter((name) => DELIVERY.test(name)));
    if (deliveries.size > 1)
      throw damaged(
        ofMonth[0] ?? '',
        `there are ${deliveries.size} deliveries of ${month ?? 'one month'} side by side (${[...deliveries].join(', ')}); name the folder of one, or the one with the manifest`,
        { assemblies: [...deliveries] },
      );
    return { manifest: null, files: ofMonth, month };
  });
}
