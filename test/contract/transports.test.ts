import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { act } from '../../shared/domain/action.ts';
import { TRANSPORTS } from './transports.ts';
import type { Side } from './transports.ts';
import type { TestClient } from './test-contract.ts';

type Ticks = Awaited<ReturnType<TestClient['ticks']>>;

/** An error as it is on this side: what crosses is code, sentence and data. */
async function errorOf(promise: Promise<unknown>): Promise<{ code: unknown; message: unknown; data: unknown }> {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  const { code, message, data } = error as { code: unknown; message: unknown; data: unknown };
  return { code, message, data };
}

async function collect<T>(stream: AsyncIterable<T>, into: T[] = []): Promise<T[]> {
  for await (const item of stream) into.push(item);
  return into;
}

/** Asks until the answer fits; fails with the last one after two seconds. */
async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const answer = await ask();
    if (fits(answer) || tries >= 100) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe.each(TRANSPORTS)('over $name', ({ start }) => {
  let side: Side;
  let client: TestClient;
  beforeAll(async () => {
    side = await start();
  });
  beforeEach(() => {
    client = side.connect();
  });
  afterAll(() => side.kill());

  /** How many streams were started and ended since. */
  async function ticksSince(before: Ticks): Promise<Ticks> {
    const { started, ended } = await client.ticks();
    return { started: started - before.started, ended: ended - before.ended };
  }

  test('a call', async () => {
    expect(await client.echo({ text: 'Søren & Søn A/S' })).toEqual({ text: 'Søren & Søn A/S' });
  });

  test('an error of ours arrives with its code, sentence and data', async () => {
    expect(await errorOf(client.fail())).toEqual({
      code: 'LEDGER_LOCKED',
      message: 'The ledger is in use by Kim.',
      data: { holder: { who: 'Kim', pid: 42 } },
    });
  });

  test.each(['boom', 'wrongOutput'] as const)('a fault of ours (%s) tells nothing of the inside', async (name) => {
    const error = await errorOf(client[name]());
    expect(error).toEqual({
      code: 'INTERNAL',
      message: `Something went wrong inside Enrollment Desk. The log has the details${act('app.diagnose')}`,
      data: {},
    });
  });

  test('input that does not fit is refused with its place', async () => {
    const wrong = { text: 5 } as unknown as { text: string };
    expect(await errorOf(client.echo(wrong))).toEqual({
      code: 'INVALID_INPUT',
      message: 'That does not fit what is asked for. text: Invalid input: expected string, received number.',
      data: { issues: [{ path: 'text', message: 'Invalid input: expected string, received number' }] },
    });
  });

  test('a stream, in order and to its end', async () => {
    expect(await collect(await client.count({ to: 5 }))).toEqual([1, 2, 3, 4, 5]);
  });

  test('a stream that fails gives what came before, then the error', async () => {
    const seen: number[] = [];
    expect(await errorOf(collect(await client.count({ to: 2, thenFail: true }), seen))).toEqual({
      code: 'FILE_DAMAGED',
      message: 'Row 3 is cut off.',
      data: { row: 3 },
    });
    expect(seen).toEqual([1, 2]);
  });

  test('a reader that stops listening ends the work on the other side', async () => {
    const before = await client.ticks();
    for await (const n of await client.tick()) if (n === 3) break;
    expect(
      await until(
        () => ticksSince(before),
        ({ ended }) => ended === 1,
      ),
    ).toEqual({ started: 1, ended: 1 });
  });

  test('an abort in mid-stream ends the work on the other side', async () => {
    const before = await client.ticks();
    const abort = new AbortController();
    const stream = await client.tick(undefined, { signal: abort.signal });
    const reading = (async () => {
      for await (const n of stream) if (n === 3) abort.abort();
    })();
    await reading.catch(() => undefined);
    expect(
      await until(
        () => ticksSince(before),
        ({ ended }) => ended === 1,
      ),
    ).toEqual({ started: 1, ended: 1 });
  });

  test('5 MB there and back', async () => {
    const text = 'Ærø 1234 '.repeat(600_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(5_000_000);
    const answer = await client.echo({ text });
    expect(answer.text === text).toBe(true);
  });

  test('1,000 calls at once, each with its own answer', async () => {
    const texts = Array.from({ length: 1000 }, (_, n) => `call ${n}`);
    const answers = await Promise.all(texts.map((text) => client.echo({ text })));
    expect(answers.map(({ text }) => text)).toEqual(texts);
  });
});

// In process there is no other side that could die alone.
describe.each(TRANSPORTS.filter(({ mortal }) => mortal))('over $name, when the other side dies', ({ start }) => {
  let side: Side;
  let client: TestClient;
  beforeEach(async () => {
    side = await start();
    client = side.connect();
  });
  afterEach(() => side.kill());

  test('a call that waits fails instead of hanging', async () => {
    const waiting = errorOf(client.hang());
    await client.echo({ text: 'it is there' });
    await side.kill();
    expect((await waiting).code).toBe('CORE_STOPPED');
  });

  test('a stream in its middle fails', async () => {
    const reading = (async () => {
      for await (const n of await client.tick()) if (n === 2) await side.kill();
    })();
    expect((await errorOf(reading)).code).toBe('CORE_STOPPED');
  });

  test('a later call fails at once', async () => {
    await client.echo({ text: 'it is there' });
    await side.kill();
    await errorOf(client.echo({ text: 'first' }));
    expect((await errorOf(client.echo({ text: 'again' }))).code).toBe('CORE_STOPPED');
  });

  test('a new connection to its successor works', async () => {
    await client.echo({ text: 'it is there' });
    await side.kill();
    side = await start();
    client = side.connect();
    expect(await client.echo({ text: 'back' })).toEqual({ text: 'back' });
    expect(await collect(await client.count({ to: 3 }))).toEqual([1, 2, 3]);
  });
});
