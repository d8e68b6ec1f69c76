import type { RowSource } from './write-table.ts';

/** Rows in a batch: a few milliseconds of work. */
const BATCH = 500;

/**
 * Rows in batches of the same size, whichever way they come: packing depends on how its input is cut, and the same rows must
 * give the same bytes. Between batches timers and input of the process get their turn.
 */
export async function* rowBatches(rows: RowSource): AsyncGenerator<readonly (readonly string[])[], void, undefined> {
  let batch: (readonly string[])[] = [];
  for await (const some of Symbol.asyncIterator in rows ? rows : oneByOne(rows)) {
    for (const row of some) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  if (batch.length > 0) yield batch;
}

/** A plain iterable as the only batch; it is taken row by row all the same. */
function* oneByOne(rows: Iterable<readonly string[]>): Generator<Iterable<readonly string[]>, void, undefined> {
  yield rows;
}
