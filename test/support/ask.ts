import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryObserver } from '@tanstack/react-query';
import type { Client } from '../../shared/contract/client.ts';
import { createCache } from '../../renderer/session/queries.ts';
import type { Queries } from '../../renderer/session/queries.ts';
import type { Question } from '../../renderer/session/use-read.ts';

/** The procedures as the page's queries, over the client of a test. */
export function queriesOver(client: Client): Queries {
  return createTanstackQueryUtils(client);
}

/** Asks a question as the page does, once. @throws what the core throws */
export async function ask<Answer, T = Answer>(question: Question<Answer, T>): Promise<T> {
  const cache = createCache();
  const { data, error } = await new QueryObserver(cache, question).fetchOptimistic(cache.defaultQueryOptions(question));
  if (data === undefined) throw error ?? new Error('there is no answer');
  return data;
}
