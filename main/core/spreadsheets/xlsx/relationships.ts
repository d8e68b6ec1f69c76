import type { Package } from './package.ts';
import { parseXml } from './xml.ts';

/** A link from one part of the archive to another. */
export interface Relationship {
  id: string;
  /** Last word of its type: 'worksheet', 'styles' …; the same in transitional and strict files. */
  type: string;
  /** Name of the part, without leading slash. */
  target: string;
}

/**
 * The relationships of a part, or of the whole package for ''. External ones are left out: nothing outside is ever read.
 * @returns an empty list where the part has none
 */
export async function readRelationships(archive: Package, part: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const name = `${folder}_rels/${part.slice(slash)}.rels`;
  if (!archive.has(name)) return [];
  const found: Relationship[] = [];
  await parseXml(name, archive.part(name), 'relationships', {
    'Relationships/Relationship': {
      open({ Id, Type = '', Target, TargetMode }) {
        if (Id === undefined || Target === undefined || TargetMode === 'External') return;
        found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolveTarget(folder, Target) });
      },
    },
  });
  return found;
}

/** The part name that a target means: absolute with a leading slash, else relative to the folder of its source. */
export function resolveTarget(folder: string, target: string): string {
  const path = decodePercent(target).replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function decodePercent(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
