import type { Kind } from '../../../shared/contract/base.ts';
import type { InputOfName, NameOf, ResultOfName } from '../../../shared/contract/kinds.ts';
import type { OwnOfKind } from '../../../shared/contract/own-procedures.ts';

type OfContract<K extends Kind> = { [N in NameOf<K>]: { input: InputOfName<N>; result: ResultOfName<N> } };

/** Every read by its name: what it is asked, what it answers. */
export type Reads = OfContract<'read'> & OwnOfKind<'read'>;
/** Every job. */
export type Jobs = OfContract<'job'> & OwnOfKind<'job'>;
/** Every write. */
export type Writes = OfContract<'write' | 'long write'> & OwnOfKind<'write'>;
/** Every task. */
export type Tasks = OfContract<'task'>;
