import type { AnySchema, AsyncIteratorClass, ContractProcedure, InferSchemaOutput } from '@orpc/contract';
import type { Contract } from './index.ts';
import type { Changed, Kind } from './base.ts';

/** The kind of a procedure. */
export type KindOf<P> =
  P extends ContractProcedure<AnySchema, AnySchema, object, infer M>
    ? M extends { readonly kind: infer K extends Kind }
      ? K
      : never
    : never;

/** What the function behind a procedure is given: the input as the contract has checked it. */
export type InputOf<P> = P extends ContractProcedure<infer I, AnySchema, object, object> ? InferSchemaOutput<I> : never;

/** What the function behind a procedure gives: the result, without the progress and the events of long work. */
export type ResultOf<P> =
  P extends ContractProcedure<AnySchema, infer O, object, object>
    ? InferSchemaOutput<O> extends AsyncIteratorClass<infer _Event, infer R, void>
      ? R
      : InferSchemaOutput<O>
    : never;

/** What the function behind a procedure gives; of a write the value alone, because the writer knows the operation. */
export type GivenBy<P> =
  KindOf<P> extends 'write' | 'long write' ? (ResultOf<P> extends Changed<infer T> ? T : never) : ResultOf<P>;

/** The names of a feature's procedures that are of a kind. */
export type NamesOf<Feature extends keyof Contract, K extends Kind> = {
  [Name in keyof Contract[Feature]]: KindOf<Contract[Feature][Name]> extends K ? Name : never;
}[keyof Contract[Feature]];

/** The features that have procedures of a kind. */
export type FeaturesWith<K extends Kind> = {
  [Feature in keyof Contract]: [NamesOf<Feature, K>] extends [never] ? never : Feature;
}[keyof Contract];

/** The full name of every procedure of a kind: 'mpas.add'. */
export type NameOf<K extends Kind> = {
  [Feature in FeaturesWith<K>]: `${Feature}.${NamesOf<Feature, K> & string}`;
}[FeaturesWith<K>];

type Named<N extends string> = N extends `${infer F extends keyof Contract}.${infer P}`
  ? P extends keyof Contract[F]
    ? Contract[F][P]
    : never
  : never;

/** What the procedure of a full name is given. */
export type InputOfName<N extends string> = InputOf<Named<N>>;

/** What the procedure of a full name gives. */
export type ResultOfName<N extends string> = ResultOf<Named<N>>;
