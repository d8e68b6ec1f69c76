import { getEventIteratorSchemaDetails } from '@orpc/contract';
import type { AnySchema } from '@orpc/contract';
import { implement } from '@orpc/server';
import type { Router } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Contract } from '../../shared/contract/index.ts';
import type { Meta } from '../../shared/contract/base.ts';
import type { RpcContext } from './context.ts';
import { asDeclared } from './errors.ts';
import { assertMayName } from './local-files.ts';
import { runnerOf } from './run.ts';
import type { Call } from './run.ts';
import { stream } from './stream.ts';

/** What every procedure is implemented with: our context, and one place where errors become what the contract declares. */
const os = implement(contract).$context<RpcContext>().use(asDeclared);

/** The one implementation of the contract, behind every transport: what each procedure says of itself decides how it is run. */
export const router = derive();

/** What of oRPC's implementer of a procedure is used; which one it is, is not known to the types here. */
interface Implementer {
  readonly '~orpc': { readonly meta: Meta; readonly outputSchema?: AnySchema };
  handler(run: (call: Call) => unknown): unknown;
}

function derive(): Router<Contract, RpcContext> {
  const features = os as unknown as Readonly<Record<string, Readonly<Record<string, Implementer>>>>;
  const served = mapKeys(contract, (feature) =>
    mapKeys(contract[feature as keyof Contract], (name) => serve(features[feature]?.[name], `${feature}.${name}`)),
  );
  // The contract's own keys, each with its implementation.
  return os.router(served as unknown as Parameters<typeof os.router>[0]) as Router<Contract, RpcContext>;
}

function serve(implementer: Implementer | undefined, name: string): unknown {
  if (!implementer) throw new Error(`the contract has no ${name}`);
  const { meta, outputSchema } = implementer['~orpc'];
  const { kind, ...names } = meta;
  const run = runnerOf(kind, name);
  const isStream = getEventIteratorSchemaDetails(outputSchema) !== undefined;
  return implementer.handler((call) => {
    assertMayName(call.context, names, call.input);
    return isStream ? stream(call, run) : run(call, { signal: call.signal });
  });
}

function mapKeys(of: object, map: (key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.keys(of).map((key) => [key, map(key)]));
}
