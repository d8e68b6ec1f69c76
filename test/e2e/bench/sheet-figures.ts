import type { Page } from '@playwright/test';
import { serveSheet } from '../sheet/serve-sheet.ts';
import { launchChromium } from '../support/web-desk.ts';
import type { Figure } from './figures.ts';

const ROWS = 10_000;
/** No frame of the grid is to take longer (interface: no stutter while scrolling and pasting), in milliseconds. */
const FRAME_AIM = 50;
const PASTED_ROWS = 10_000;
const PASTED_COLUMNS = 7;

/** An event of the browser's trace; `tdur` is the time of the processor, in microseconds. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args: { name?: string };
}

/** The longest task of the threads that pages run in, in milliseconds. @param trace Chromium's own JSON */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const pages = new Set(traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(thread));
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && pages.has(thread(event)));
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

const ACTIONS: readonly (readonly [name: string, run: (page: Page) => Promise<void>])[] = [
  ['nothing', async () => {}],
  [`paste ${PASTED_ROWS} × ${PASTED_COLUMNS}`, (page) => page.keyboard.press('Control+v')],
  ['undo it', (page) => page.keyboard.press('Control+z')],
  ['redo it', (page) => page.keyboard.press('Control+y')],
  ['fill down all', (page) => pressAll(page, ['Control+Home', 'Control+a', 'Control+d'])],
  ['copy all', (page) => page.keyboard.press('Control+c')],
  ['60 arrows down', (page) => pressAll(page, ['Control+Home', ...Array.from({ length: 60 }, () => 'ArrowDown')])],
  ['wheel, 60 × 700 px', (page) => turnWheel(page, 60, 700)],
  ['scroll bar, 100 × 2,600 px', (page) => jump(page, 100, 2600)],
];

async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function turnWheel(page: Page, turns: number, pixels: number): Promise<void> {
  await page.mouse.move(600, 400);
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, pixels);
    await page.waitForTimeout(16);
  }
}

/** Scrolls a long way in each frame, as when the scroll bar is dragged. */
async function jump(page: Page, jumps: number, pixels: number): Promise<void> {
  await page.locator('.sheet-box').evaluate(
    async (box, { jumps, pixels }) => {
      for (let at = 1; at <= jumps; at += 1) {
        box.scrollTo(0, at * pixels);
        await new Promise(requestAnimationFrame);
      }
    },
    { jumps, pixels },
  );
}

/** The time between frames while something is done, and half a second on. */
async function frames(page: Page, run: () => Promise<void>): Promise<number[]> {
  const watching = await page.evaluateHandle(() => {
    const times: number[] = [];
    const watch = { times, on: true };
    const tick = (time: number): void => {
      times.push(time);
      if (watch.on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return watch;
  });
  await run();
  await page.waitForTimeout(500);
  const times = await watching.evaluate((watch) => {
    watch.on = false;
    return watch.times;
  });
  return times.slice(1).map((time, at) => time - (times[at] ?? time));
}

/**
 * How long the sheet keeps its page from the next picture, in Chromium under the product's policy, a row an action: the longest frame
 * as a clock sees it, and the longest task of the page in processor time, which does not suffer from what else the computer does.
 */
export async function sheetFigures(): Promise<Figure[]> {
  const server = await serveSheet();
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  await page.goto(`${server.address}?all&rows=${ROWS}`);
  await fillClipboard(page);
  await page.locator('[aria-rowindex="2"] > [aria-colindex="2"]').click();
  const figures: Figure[] = [];
  for (const [name, run] of ACTIONS) figures.push(await figureOf(name, page, run));
  await browser.close();
  server.close();
  return figures;
}

async function fillClipboard(page: Page): Promise<void> {
  await page.evaluate(
    ({ rows, columns }) =>
      navigator.clipboard.writeText(
        Array.from({ length: rows }, (_row, row) =>
          Array.from({ length: columns }, (_column, column) => `pasted@${row}-${column}`).join('\t'),
        ).join('\r\n'),
      ),
    { rows: PASTED_ROWS, columns: PASTED_COLUMNS },
  );
}

async function figureOf(name: string, page: Page, run: (page: Page) => Promise<void>): Promise<Figure> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  const gaps = await frames(page, () => run(page));
  const task = longestTask(await browser.stopTracing());
  const longest = Math.max(...gaps);
  return {
    what: `sheet of ${ROWS} rows: ${name}`,
    ours: `longest frame ${longest.toFixed(0)} ms`,
    peer: `task ${task.toFixed(0)} ms CPU`,
    ratio: `${gaps.filter((gap) => gap > FRAME_AIM).length} of ${gaps.length} over ${FRAME_AIM} ms`,
    aim: `≤ ${FRAME_AIM} ms`,
    met: longest <= FRAME_AIM,
  };
}
