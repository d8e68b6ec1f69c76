import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dumpHash } from '../support/dump.ts';
import { skipOnWindows } from '../support/platform.ts';
import { COMMAND } from './environment.ts';
import { enroll, finish } from './enroll.ts';
import type { Enroll, Ran } from './enroll.ts';

const noSignals = skipOnWindows('no process can send another one Ctrl-C there');
const MPA = ['mpa', 'add', '099999999999', '--name', 'Example MSP', '--scenario', 'enterprise'];

/** A list that takes a while: many rows. */
function longList(): string {
  const rows = Array.from(
    { length: 150_000 },
    (_, i) => `${String(i + 1).padStart(12, '0')}\tAccount ${i}\tSubset ${i % 900}`,
  );
  return ['Account ID\tAccount Name\tSubset', ...rows].join('\n');
}

/** Whether the import has begun to keep rows in a file of its own. */
function hasBegun({ folder }: Enroll): boolean {
  return readdirSync(folder, { recursive: true }).some(
    (name) => /stage|import/iu.test(String(name)) && existsSync(join(folder, String(name))),
  );
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('it did not come to that within 20 seconds');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test.skipIf(noSignals)(
  'Ctrl-C ends an import cleanly: CANCELLED, 2, the ledger as it was, nothing left behind',
  async () => {
    const cli = enroll();
    await cli.run(...MPA);
    const before = dumpHash(cli.ledger);
    const child = cli.start('import', '-', '--yes', '--json');
    const ended = finish(child, longList());
    await until(() => hasBegun(cli));
    child.kill('SIGINT');
    const ran = await ended;
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(JSON.parse(ran.stderr)).toMatchObject({ error: { code: 'CANCELLED' } });
    expect(dumpHash(cli.ledger)).toBe(before);
    expect(hasBegun(cli)).toBe(false);
    expect((await cli.run('subsets', 'add', 'One')).code).toBe(0);
  },
);

test.skipIf(noSignals).each([
  [[], 'CANCELLED: Stopped before it began. Nothing was changed.\n'],
  [['--json'], '{"error":{"code":"CANCELLED","message":"Stopped before it began. Nothing was changed.","data":{}}}\n'],
])('Ctrl-C while the program is still being loaded ends it in words: %j', async (args, stderr) => {
  // When the command line itself is asked for, its launcher has begun and the command has not.
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (/^\\.\\/(?:part-)?run[.-]/u.test(name)) process.kill(process.pid, 'SIGINT');
      return next(name, context);
    } });`;
  const cli = enroll({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` }, COMMAND);
  expect(await cli.run('mpa', 'list', ...args)).toEqual({ code: 2, stdout: '', stderr });
});

test.skipIf(noSignals)(
  'serve goes on until it is told to end, and begins again where it was, with what its pages hold',
  async () => {
    const cli = enroll();
    await cli.run(...MPA);
    const first = await serving(cli);
    const { address } = first;
    const sessions = join(cli.folder, '.local', 'share', 'Enrollment Desk', 'web');
    const [file = ''] = readdirSync(sessions);
    const { secret } = JSON.parse(readFileSync(join(sessions, file), 'utf8')) as { secret: string };
    expect(secret).toMatch(/^[\w-]{43}$/u);
    const headers = { origin: address };
    expect((await fetch(`${address}/rpc/mpas/list`, { method: 'POST', headers, body: '{}' })).status).toBe(401);
    expect(await first.end()).toMatchObject({ code: 0, stderr: '' });
    const again = await serving(cli);
    expect(again.address).toBe(address);
    const page = { ...headers, authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    expect((await fetch(`${address}/rpc/mpas/list`, { method: 'POST', headers: page, body: '{}' })).status).toBe(200);
    expect(await again.end()).toMatchObject({ code: 0, stderr: '' });
  },
);

/** `serve`, from the moment at which it says where. */
async function serving(cli: Enroll): Promise<{ address: string; end: () => Promise<Ran> }> {
  const child = cli.start('serve');
  const ended = finish(child);
  const address = await new Promise<string>((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const found = /http:\/\/127\.0\.0\.1:\d+/u.exec(text);
      if (found && text.includes('Ctrl-C')) resolve(found[0]);
    });
  });
  return {
    address,
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
