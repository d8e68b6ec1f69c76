/** A command that is killed while it reads a report. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csvOf, USAGE } from '../support/cost-report.ts';
import { skipOnWindows } from '../support/platform.ts';
import { enroll } from './enroll.ts';

test.skipIf(skipOnWindows('it has no kill -9'))(
  'cur add that is killed leaves nothing in the ledger and no cached lines, and the next one takes away what is left',
  async () => {
    const cli = enroll();
    await cli.run('mpa', 'add', '099999999999', '--name', 'Example', '--scenario', 'msp');
    writeFileSync(join(cli.folder, 'long.csv'), csvOf(Array.from({ length: 100_000 }, () => USAGE)));
    writeFileSync(join(cli.folder, 'short.csv'), csvOf([USAGE]));
    const files = (): string[] =>
      readdirSync(cli.folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('cost-data'));
    const made = (): string[] => files().filter((name) => name.endsWith('.parquet'));

    const child = cli.start('cur', 'add', 'long.csv');
    const ended = new Promise<unknown>((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
    while (child.exitCode === null && made().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const left = files().filter((name) => name.includes(`-${child.pid}-`));
    expect(made().filter((name) => !left.includes(name))).toEqual([]);
    expect(left.length).toBeGreaterThan(0);

    expect(await cli.json('cur', 'list')).toEqual([]);
    expect((await cli.run('cur', 'add', 'short.csv')).code).toBe(0);
    expect(await cli.json('cur', 'list')).toMatchObject([{ lines: 1 }]);
    expect(left.filter((name) => existsSync(join(cli.folder, name)))).toEqual([]);
    expect(made()).toHaveLength(1);
  },
);
