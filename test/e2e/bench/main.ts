import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { whyNoElectron } from '../support/electron-desk.ts';
import { MPA_ID, prepareDesk } from '../../bench/fixture.ts';
import { quantile, ratioFigure, table } from './figures.ts';
import type { Figure } from './figures.ts';
import { keystrokes } from './keystrokes.ts';
import { sheetFigures } from './sheet-figures.ts';
import { memoryOf, openEmpty, openOurs } from './windows.ts';
import type { Start } from './windows.ts';

const USAGE = `Usage: npm run bench:ui -- [options]

Measures the desktop app over 20 payer accounts with 100,000 accounts against an empty Electron window, in turn, in one run.
Needs the Electron runtime, a display (xvfb-run gives one) and Chromium, and a product that was built: npm run build.

  --runs N       how often each is started (5)
  --json         the figures as JSON
  --help         this text`;

const MPAS = 20;
const SIZE = { accounts: 100_000, subsets: 2000 };
/** The interface's aim from a key to the rows (95th percentile), in milliseconds. */
const KEY_AIM = 100;
/** After a start, until what a start leaves behind is done: the checks of all accounts, and their thread's end. */
const IDLE_MS = 10_000;
/** Starts of each program that are not counted: as on every day but the first, the browser has compiled the page before. */
const WARM_UP = 3;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const reason = whyNoElectron();
  if (reason !== null) throw new Error(`The desktop app can't be measured here: ${reason}.`);
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-bench-ui-'));
  try {
    const ledger = join(folder, 'ledger.db');
    prepareDesk(ledger, SIZE, MPAS);
    console.error(`${SIZE.accounts} accounts of ${MPAS} payer accounts, ${values.runs} runs, ${cpus().length} cores`);
    const figures = [
      ...told(await startAndMemory(folder, ledger, Number(values.runs))),
      ...told(await keys({ ledger, home: join(folder, 'ours') })),
      ...told(await sheetFigures()),
    ];
    console.log(values.json ? JSON.stringify(figures, null, 2) : table(figures));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Says on the side what is known already: all of it takes minutes. */
function told(figures: Figure[]): Figure[] {
  console.error(table(figures));
  return figures;
}

async function startAndMemory(folder: string, ledger: string, runs: number): Promise<Figure[]> {
  const start = { ours: [] as number[], peer: [] as number[] };
  const memory = { ours: [] as number[], peer: [] as number[] };
  for (let run = -WARM_UP; run < runs; run += 1) {
    for (const whose of ['peer', 'ours'] as const) {
      const home = join(folder, whose);
      const window = await (whose === 'ours' ? openOurs({ ledger, home }) : openEmpty({ ledger, home }));
      await pause(IDLE_MS);
      if (run >= 0) {
        start[whose].push(window.startMs);
        memory[whose].push(await memoryOf(window));
      }
      await window.close();
    }
  }
  return [
    ratioFigure('cold start to usable overview', 'ms', start, 1.6),
    ratioFigure('idle memory, all processes', 'MiB', memory, 1.5),
  ];
}

async function keys(start: Start): Promise<Figure[]> {
  const window = await openOurs(start);
  const times = await keystrokes(window.page, MPA_ID);
  await window.close();
  return [
    keyFigure('Enter in the accounts’ filter to rows', times.accounts),
    keyFigure('key in the subsets’ filter to rows', times.subsets),
  ];
}

function keyFigure(what: string, times: readonly number[]): Figure {
  const late = quantile(times, 0.95);
  return {
    what,
    ours: `${quantile(times, 0.5).toFixed(0)} ms, 95 %: ${late.toFixed(0)} ms`,
    peer: '–',
    ratio: '–',
    aim: `95 % < ${KEY_AIM} ms`,
    met: late < KEY_AIM,
  };
}

await main();
