import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../shared/contract/index.ts';

interface Declared {
  readonly '~orpc': { readonly meta: { readonly kind: string }; readonly inputSchema?: unknown };
}

/** What sets something and takes nothing from a form that was open before; see docs/adr/0021. */
const NO_FORM: Readonly<Record<string, string>> = {
  'costData.setCreditClass': 'a choice that acts at once',
  'costData.setEcoList': 'a whole list, whose preview says what it adds and takes away',
  'subsets.setWorkflow': 'a choice that acts at once',
  'subsets.setEndCustomer': 'a choice that acts at once',
  'tickets.setState': 'a choice that acts at once',
  'tickets.setText': 'the command line alone',
  'tickets.setNumber': 'the command line alone',
  'tickets.setNote': 'the command line alone',
};

const RENDERER = fileURLToPath(new URL('../../renderer', import.meta.url));

/** Where the page sets a field at once, by a button. */
const BUTTONS = [
  'features/aws-set-up/choices-form.tsx aws.choose',
  'features/aws-set-up/profile-picker.tsx mpas.set',
  'features/aws-set-up/start-sandbox.tsx mpas.set',
];

/** The names of all changes that take what a form showed. */
function edits(): string[] {
  return Object.entries(contract).flatMap(([feature, procedures]) =>
    Object.entries(procedures as Readonly<Record<string, Declared>>).flatMap(
      ([
        name,
        {
          '~orpc': { inputSchema },
        },
      ]) => (inputSchema instanceof z.ZodObject && 'shown' in inputSchema.shape ? [`${feature}.${name}`] : []),
    ),
  );
}

/** The calls of a source file such as `client.mpas.set({ … })`: the name, and the names of its fields. */
function callsOf(source: string, path: string): { name: string; fields: string[] }[] {
  const calls: { name: string; fields: string[] }[] = [];
  new Visitor({
    CallExpression: ({ callee, arguments: [input] }) => {
      const name = source.slice(callee.start, callee.end);
      if (input?.type !== 'ObjectExpression' || !name.startsWith('client.')) return;
      const fields = input.properties.flatMap((property) =>
        property.type === 'Property' && property.key.type === 'Identifier' ? [property.key.name] : [],
      );
      calls.push({ name: name.slice('client.'.length), fields });
    },
  }).visit(parseSync(path, source).program);
  return calls;
}

it('every form of the page says what it showed, or is bound to what its preview showed', () => {
  const all = edits();
  const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' });
  const calls = sources
    .filter((file) => /(?<!\.test)\.tsx?$/u.test(file))
    .flatMap((file) => {
      const path = join(RENDERER, file);
      return callsOf(readFileSync(path, 'utf8'), path).map((call) => ({ ...call, file: file.replaceAll('\\', '/') }));
    })
    .filter(({ name }) => all.includes(name));
  const bare = calls.filter(({ fields }) => !fields.includes('shown') && !fields.includes('revision'));
  expect(bare.map(({ file, name }) => `${file} ${name}`).sort()).toEqual(BUTTONS);
  expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(all));
});

it('whatever sets fields takes what its form showed of them', () => {
  const bare: string[] = [];
  for (const [feature, procedures] of Object.entries(contract)) {
    for (const [name, procedure] of Object.entries(procedures as Readonly<Record<string, Declared>>)) {
      const { meta, inputSchema } = procedure['~orpc'];
      if (meta.kind !== 'write' || !/^(?:set|rename|note|choose)/u.test(name)) continue;
      const fields = inputSchema instanceof z.ZodObject ? Object.keys(inputSchema.shape) : [];
      if (!fields.includes('shown')) bare.push(`${feature}.${name}`);
    }
  }
  expect(bare.sort()).toEqual(Object.keys(NO_FORM).sort());
});
