import type { Changed, Meta } from '../../../shared/contract/base.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { contract } from '../../../shared/contract/index.ts';

type Call = (...args: readonly unknown[]) => unknown;
/** The contract as far as it is looked at here. */
type Declared = Readonly<Record<string, Readonly<Record<string, { readonly '~orpc': { readonly meta: Meta } }>>>>;
type Calls = Readonly<Record<string, Readonly<Record<string, Call>>>>;

/**
 * The client, with a look before each call that is not a mere read, and an ear for what a change warns of.
 * @param on.before throws where the call is not to be made
 */
export function aroundChanges(
  client: Client,
  { before, warned }: { before: () => void; warned: (sentence: string) => void },
): Client {
  const calls = client as unknown as Calls;
  const looking = Object.entries<Declared[string]>(contract).map(([feature, procedures]) => [
    feature,
    Object.fromEntries(
      Object.entries(procedures).map(([name, procedure]): [string, Call] => {
        const call: Call = (...args) => calls[feature]?.[name]?.(...args);
        if (procedure['~orpc'].meta.kind === 'read') return [name, call];
        return [
          name,
          async (...args) => {
            before();
            const answer = await call(...args);
            for (const sentence of warningsOf(answer)) warned(sentence);
            return answer;
          },
        ];
      }),
    ),
  ]);
  // The contract's own names, each with its call.
  return Object.fromEntries(looking) as Client;
}

/** What a change warns of, as `changed` of the contract declares it. */
function warningsOf(answer: unknown): readonly string[] {
  if (typeof answer !== 'object' || answer === null || !('operation' in answer) || !('warnings' in answer)) return [];
  return (answer as Changed<unknown>).warnings ?? [];
}
