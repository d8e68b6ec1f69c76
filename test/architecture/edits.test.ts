import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../shared/contract/index.ts';

interface Declared {
  readonly '~orpc': { readonly meta: { readonly kind: string }; readonly inputSchema?: unknown };
}

/** What sets something and takes nothing from a form that was open before; see docs/adr/0021. */
const NO_FORM: Readonly<Record<string, string>> = {
  'subsets.setWorkflow': 'a choice that acts at once',
  'subsets.setEndCustomer': 'a choice that acts at once',
  'tickets.setState': 'a choice that acts at once',
  'tickets.setText': 'the command line alone',
  'tickets.setNumber': 'the command line alone',
  'tickets.setNote': 'the command line alone',
};

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
