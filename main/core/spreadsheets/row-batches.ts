import type { RowSource } from './write.ts';

/** Rows taken from a plain iterable at a time: a few milliseconds of work. */
const BATCH = 500;

/** Rows in batches, whichever way they come. */
export async function* rowBatches(rows: RowSource): AsyncGenerator<readonly (readonly string[])[], void, undefined> {
  if (Symbol.asyncIterator in rows) {
    for await (const batch of rows) {
      for (let at = 0; at < batch.length; at += BATCH) {
        yield batch.length <= BATCH ? batch : batch.slice(at, at + BATCH);
        await breathe();
      }
    }
    return;
  }
  let batch: (readonly string[])[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
    await breathe();
  }
  if (batch.length > 0) yield batch;
}

/** Lets timers and input of the process run. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
