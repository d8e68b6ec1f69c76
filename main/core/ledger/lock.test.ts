import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { currentHolder, takeWriterLock } from './lock.ts';
import { openReader } from './open-writer.ts';

const HOLD = fileURLToPath(new URL('../../../test/support/hold-ledger.ts', import.meta.url));
const clock = (): Date => new Date('2026-11-21T05:00:00.000Z');
const me = { who: 'me', host: 'test' } as const;

interface Holder {
  process: ChildProcessByStdio<Writable, Readable, null>;
  /** The first word it said. */
  said: string;
}

/** Starts another program that wants to write to a ledger, and waits for what it says. */
async function anotherProgram(path: string): Promise<Holder> {
  const child = spawn(process.execPath, [HOLD, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, said: chunk.toString().trim() };
}

describe('the writer lock', () => {
  it('is one among all programs; the second is told who has it, and readers go on', async () => {
    const { path, sql, close } = tempLedger();
    sql(`INSERT INTO setting (key, value) VALUES ('a', '1')`);
    close();
    const other = await anotherProgram(path);
    expect(other.said).toBe('holding');

    const { client } = tempCore({ ledgerPath: path });
    const add = client.mpas.add({ id: accountId('099999999999'), name: 'A', scenario: 'msp' });
    const holder = {
      who: 'holder',
      host: 'cli',
      pid: other.process.pid,
      machine: hostname(),
      since: '2026-11-21T04:00:00Z',
    };
    await expect(add).rejects.toMatchObject({
      code: 'LEDGER_LOCKED',
      message: `The ledger is being changed by an \`enroll\` command of holder (process ${other.process.pid} on ${hostname()}, since 2026-11-21T04:00:00Z). Nothing was changed. Make the change there, or close it and try again.`,
      data: { path, holder },
    });
    expect(await client.ledger.status()).toMatchObject({ writing: false, holder });
    expect(await client.mpas.list()).toEqual([]);
    const reader = openReader(path);
    expect(reader.prepare('SELECT key FROM setting').all()).toEqual([{ key: 'a' }]);
    reader.close();

    other.process.stdin.end();
    await once(other.process, 'exit');
    expect((await client.mpas.add({ id: accountId('099999999999'), name: 'A', scenario: 'msp' })).value).toMatchObject({
      name: 'A',
    });
    expect(await client.ledger.status()).toMatchObject({
      writing: true,
      afterUncleanExit: false,
      holder: { who: 'tester' },
    });
    expect((await anotherProgram(path)).said).toBe('LEDGER_LOCKED');
  });

  it('is waited for while another is just passing', async () => {
    const path = join(tempFolder(), 'ledger.db');
    const passing = await anotherProgram(path);
    expect(passing.said).toBe('holding');
    const next = anotherProgram(path);
    setTimeout(() => passing.process.stdin.end(), 300);
    expect((await next).said).toBe('holding');
  });

  it('is free again when its holder is killed, and the next one knows', async () => {
    const path = join(tempFolder(), 'ledger.db');
    const other = await anotherProgram(path);
    expect(other.said).toBe('holding');
    expect(() => takeWriterLock(path, me, clock)).toThrow(expect.objectContaining({ code: 'LEDGER_LOCKED' }));
    expect(currentHolder(path)).toMatchObject({ pid: other.process.pid });
    other.process.kill('SIGKILL');
    await once(other.process, 'exit');
    expect(currentHolder(path)).toBeNull();

    const lock = takeWriterLock(path, me, clock);
    expect(lock.afterUncleanExit).toBe(true);
    expect(currentHolder(path)).toMatchObject({ who: 'me', pid: process.pid, since: '2026-11-21T05:00:00Z' });
    lock.release();
    expect(currentHolder(path)).toBeNull();
    const again = takeWriterLock(path, me, clock);
    expect(again.afterUncleanExit).toBe(false);
    again.release();
  });

  it('is taken by nobody where there is no ledger yet', () => {
    expect(currentHolder(join(tempFolder(), 'ledger.db'))).toBeNull();
  });

  it('belongs to one of many who want it at once', async () => {
    const path = join(tempFolder(), 'ledger.db');
    const all = await Promise.all(Array.from({ length: 4 }, () => anotherProgram(path)));
    expect(all.map(({ said }) => said).sort()).toEqual(['LEDGER_LOCKED', 'LEDGER_LOCKED', 'LEDGER_LOCKED', 'holding']);
  });
});
