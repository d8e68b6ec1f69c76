import type { DuckdbEngine } from '../../duckdb/engine.ts';
import { buckets } from '../services/s3-state.ts';
import type { StoredObject } from '../services/s3-state.ts';
import { text } from '../services/input.ts';
import type { WireObject } from '../wire.ts';
import type { World } from '../world.ts';
import { writeReport } from './write-report.ts';

/** What makes objects: reports are written by the engine. */
export interface Maker {
  readonly engine: DuckdbEngine;
  /** For what is written meanwhile. */
  readonly folder: string;
}

/**
 * Makes the objects that a call of S3 is about to see and that are only known by what they are made from. A report is delivered every day, and
 * hardly one of them is ever read.
 */
export async function makeDue(
  world: World,
  { operation, input }: { operation: string; input: WireObject },
  { engine, folder }: Maker,
): Promise<void> {
  const due = Object.entries(buckets(world)[text(input, 'Bucket')]?.objects ?? {}).filter(([, { due }]) => due);
  const seen = due.filter(([key]) => isSeen(key, operation, input)).map(([, { due: report }]) => groupOf(report));
  for (const group of new Set(seen)) {
    const objects = due.map(([, object]) => object).filter((object) => groupOf(object.due) === group);
    const [first] = objects;
    if (first?.due === undefined) continue;
    const files = await writeReport(first.due, engine, folder);
    for (const object of objects) fill(world, object, files);
  }
}

function isSeen(key: string, operation: string, input: WireObject): boolean {
  if (operation === 'ListObjectsV2') return key.startsWith(text(input, 'Prefix')) && text(input, 'Delimiter') === '';
  return (operation === 'GetObject' || operation === 'HeadObject') && key === text(input, 'Key');
}

/** The files of one report are made together. */
function groupOf(report: StoredObject['due']): string {
  return JSON.stringify({ ...report, part: 0 });
}

function fill(world: World, object: StoredObject, files: readonly Buffer[]): void {
  const bytes = files[object.due?.part ?? 0];
  if (bytes === undefined) return;
  Object.assign(object, world.objects.keep(bytes));
  delete object.due;
}
