import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Meta } from '../../shared/contract/base.ts';
import { contract } from '../../shared/contract/index.ts';

/** Names under which an input could name something on this computer. */
const FILE_LIKE = /(?:^|\.)(?:paths?|folders?|files?|director(?:y|ies)|\w+(?:Path|Folder|File|Directory)s?)(?:\.\*)?$/u;

interface Procedure {
  readonly '~orpc': { readonly meta: Meta; readonly inputSchema?: unknown };
}

function procedures(): [string, Procedure][] {
  return Object.entries(contract).flatMap(([feature, group]) =>
    Object.entries(group as Readonly<Record<string, Procedure>>).map(
      ([name, procedure]) => [`${feature}.${name}`, procedure] as [string, Procedure],
    ),
  );
}

/** The places of all texts in an input: 'source.path', in a list 'paths.*'. */
function textsIn(schema: unknown, place: readonly string[] = []): string[] {
  const { type, properties = {}, items, ...rest } = schema as Record<string, unknown> & { properties?: object };
  const own = [type].flat().includes('string') ? [place.join('.')] : [];
  const inner = Object.entries(properties).flatMap(([key, value]) => textsIn(value, [...place, key]));
  const listed = items === undefined ? [] : textsIn(items, [...place, '*']);
  const others = ['anyOf', 'oneOf', 'allOf'].flatMap((key) =>
    ((rest[key] ?? []) as unknown[]).flatMap((each) => textsIn(each, place)),
  );
  return [...new Set([...own, ...inner, ...listed, ...others])];
}

test('every input that names a file of this computer says so, and nothing says so in vain', () => {
  const found: string[] = [];
  const declared: string[] = [];
  for (const [name, { '~orpc': procedure }] of procedures()) {
    const json = z.toJSONSchema(procedure.inputSchema as z.ZodType, { io: 'input', unrepresentable: 'any' });
    const texts = textsIn(json);
    found.push(...texts.filter((place) => FILE_LIKE.test(place)).map((place) => `${name} ${place}`));
    declared.push(...procedure.meta.files.filter((place) => texts.includes(place)).map((place) => `${name} ${place}`));
    expect(texts).toEqual(expect.arrayContaining([...procedure.meta.files]));
  }
  expect(found.sort()).toEqual(declared.sort());
});
