import type { Meta } from '../../../shared/contract/base.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { contract } from '../../../shared/contract/index.ts';

type Call = (...args: readonly unknown[]) => unknown;
/** The contract as far as it is looked at here. */
type Declared = Readonly<Record<string, Readonly<Record<string, { readonly '~orpc': { readonly meta: Meta } }>>>>;
type Calls = Readonly<Record<string, Readonly<Record<string, Call>>>>;

/** The client, with a look before each call that is not a mere read. @param look throws where the call is not to be made */
export function beforeChanges(client: Client, look: () => void): Client {
  const calls = client as unknown as Calls;
  const looking = Object.entries<Declared[string]>(contract).map(([feature, procedures]) => [
    feature,
    Object.fromEntries(
      Object.entries(procedures).map(([name, procedure]): [string, Call] => {
        const call: Call = (...args) => calls[feature]?.[name]?.(...args);
        if (procedure['~orpc'].meta.kind === 'read') return [name, call];
        return [
          name,
          (...args) => {
            look();
            return call(...args);
          },
        ];
      }),
    ),
  ]);
  // The contract's own names, each with its call.
  return Object.fromEntries(looking) as Client;
}
