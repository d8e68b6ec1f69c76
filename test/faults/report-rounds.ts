import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport } from '../../main/core/billing/cache/read-report.ts';
import type { ReadReport } from '../../main/core/billing/cache/read-report.ts';
import { cachedLines } from '../../main/core/billing/cache/select-lines.ts';
import { findReports } from '../../main/core/billing/sources/find-reports.ts';
import { DuckdbEngine } from '../../main/core/duckdb/engine.ts';
import { startEngine } from '../../main/core/duckdb/start-engine.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { FORMS, LINES, makeReports, PAYER } from './report-files.ts';
import type { Form, ReportFiles } from './report-files.ts';
import { runRounds } from './rounds.ts';
import type { Chosen, Running } from './rounds.ts';
import { randomFrom } from './sample.ts';
import type { Round } from './sample.ts';

/** A report that is cut, or of which one bit or one byte is changed. */
export interface ReportDamage extends Round {
  form: Form;
  how: 'cut' | 'flip';
}

/** So many of each kind, for each form of report. */
const EACH = 200;

/** Every damage of a full run. Its place and what it makes of it come from the seed and its name. */
export function allReportDamages(): ReportDamage[] {
  return FORMS.flatMap((form) =>
    (['cut', 'flip'] as const).flatMap((how) =>
      Array.from({ length: EACH }, (_, n) => ({
        name: `report: ${form}, ${how} ${n + 1}`,
        facets: [form, how, `${form}, ${how}`],
        form,
        how,
      })),
    ),
  );
}

/**
 * What became of a damaged report. Refused; read with all that it had; read with something else in a value, which nothing in such a file tells;
 * a csv that ends with a whole line, and of which is said that nothing proves it.
 */
export type Became = 'refused' | 'same' | 'another value' | 'shorter, and said to be unproven';

/** How many of the damages of a form became what. */
export type ReportTally = Record<Became, number> & { what: string };

/**
 * Damages reports, reads them, and looks at what is kept.
 * @returns what was wrong, and what became of the damages
 */
export async function damageReports(
  options: Chosen<ReportDamage> & Pick<Running<ReportDamage>, 'parallel' | 'say'>,
): Promise<{ faults: string[]; tallies: ReportTally[] }> {
  const engine = new DuckdbEngine(startEngine);
  const root = mkdtempSync(join(tmpdir(), 'enrollment-desk-reports-'));
  try {
    const reports = await makeReports(engine);
    const sound = new Map<Form, string>();
    for (const form of new Set(options.rounds.map((round) => round.form))) {
      const whole = await readInto(engine, root, reports[form]);
      if ('refused' in whole || whole.lines !== LINES) return { faults: [`${form} is refused whole`], tallies: [] };
      sound.set(form, whole.content);
    }
    const tallies = new Map<string, ReportTally>();
    const run = async (round: ReportDamage): Promise<string | null> => {
      const files = damagedFiles(reports[round.form], round, options.seed);
      const after = await readInto(engine, root, files.damaged);
      const became = judge(round, after, sound.get(round.form) ?? '', files.wholeLines);
      if (!isBecame(became)) return `${became} (${files.where})`;
      const what = `${round.form}, ${round.how}`;
      const tally = tallies.get(what) ?? { what, ...NONE };
      tallies.set(what, { ...tally, [became]: tally[became] + 1 });
      return null;
    };
    return { faults: await runRounds({ ...options, run }), tallies: [...tallies.values()] };
  } finally {
    engine.close();
    rmSync(root, { recursive: true, force: true });
  }
}

const NONE: Record<Became, number> = {
  refused: 0,
  same: 0,
  'another value': 0,
  'shorter, and said to be unproven': 0,
};

function isBecame(text: string): text is Became {
  return text in NONE;
}

/** One line for a person. */
export function reportTallyText({ what, ...counts }: ReportTally): string {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return `${what}: ${told.map(([became, count]) => `${count} ${became}`).join(', ')}`;
}

/** @param wholeLines whether what is left of a csv ends with a line's end */
function damagedFiles(
  [[name, bytes] = ['', Buffer.alloc(0)], ...others]: ReportFiles,
  round: ReportDamage,
  seed: string,
): { damaged: ReportFiles; where: string; wholeLines: boolean } {
  const random = randomFrom(seed, round.name);
  const at = Math.floor(random() * bytes.length);
  if (round.how === 'cut') {
    const cut = bytes.subarray(0, at);
    return { damaged: [[name, cut], ...others], where: `cut at ${at}`, wholeLines: cut.at(-1) === 0x0a };
  }
  const change = random() < 0.5 ? 1 << Math.floor(random() * 8) : 1 + Math.floor(random() * 255);
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ change;
  return { damaged: [[name, flipped], ...others], where: `byte ${at} ^ ${change}`, wholeLines: true };
}

/** What reading gave. */
type Outcome =
  | { refused: string; left: string[] }
  | { lines: number; content: string; proven: ReadReport['proven']; left: string[] };

/** Reads a report as `cur add` does, in a folder of its own. Errors that are no refusal are thrown. */
async function readInto(engine: DuckdbEngine, root: string, files: ReportFiles): Promise<Outcome> {
  const folder = mkdtempSync(join(root, 'round-'));
  const [from, cache, temp] = ['in', 'cache', 'temp'].map((name) => join(folder, name)) as [string, string, string];
  for (const each of [from, cache, temp]) mkdirSync(each);
  for (const [name, bytes] of files) writeFileSync(join(from, name), bytes);
  const limits = { memoryMb: 256, tempFolder: temp, tempMb: 100 };
  const left = (but?: string): string[] =>
    [cache, temp].flatMap((each) => readdirSync(each)).filter((name) => join(cache, name) !== but);
  try {
    const { reports } = await findReports([from]);
    const [report] = reports;
    if (report === undefined) throw new Error('there is no report');
    const read = await readReport(report, {
      engine,
      limits,
      folder: cache,
      payer: PAYER,
      month: null,
      accept: [],
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    const { rows } = await engine.use({ read: [read.cache], write: [] }, limits, (db) =>
      db.run(
        `SELECT count(*)::INTEGER, sum(hash(t)::HUGEINT)::VARCHAR FROM ${cachedLines([{ path: read.cache, missing: read.missing }])} t`,
      ),
    );
    const [lines, hash] = rows[0] ?? [];
    return { lines: Number(lines), content: `${read.month} ${hash}`, proven: read.proven, left: left(read.cache) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error;
    return { refused: error.code, left: left() };
  } finally {
    await engine.letGo();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns what became of it, or what is wrong */
function judge({ form, how }: ReportDamage, after: Outcome, sound: string, wholeLines: boolean): string {
  if (after.left.length > 0) return `left behind: ${after.left.join(', ')}`;
  const isPacked = form === 'csv.gz' || form === 'zip';
  if ('refused' in after) {
    const isRight = !isPacked || after.refused === 'FILE_DAMAGED';
    return isRight ? ('refused' satisfies Became) : `refused as ${after.refused}`;
  }
  if (after.content === sound) return 'same' satisfies Became;
  if (isPacked) return 'what was read is not what was packed';
  if (how === 'cut' || after.lines !== LINES) {
    const isSaid = form.startsWith('csv') && how === 'cut' && wholeLines && after.proven === 'nothing';
    return isSaid
      ? ('shorter, and said to be unproven' satisfies Became)
      : `${after.lines} of ${LINES} lines were read, and are said to be proven by ${after.proven}`;
  }
  return 'another value' satisfies Became;
}
