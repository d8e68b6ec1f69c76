import { mapEventIterator, ORPCError } from '@orpc/client';
import { sayIn } from '../../shared/domain/action.ts';
import type { ActionWords } from '../../shared/domain/action.ts';

/** Around a client's calls: the actions in all texts of an answer, an event or an error are said in somebody's words. */
export function inWords(
  words: ActionWords<string>,
): (call: { readonly next: () => Promise<unknown> }) => Promise<unknown> {
  const say = (value: unknown): unknown => sayIn(value, words);
  const sayError = (error: unknown): unknown => {
    if (!(error instanceof ORPCError)) return error;
    const { code, status, message, data, defined } = error as ORPCError<string, unknown>;
    const said = { status, message: String(say(message)), data: say(data), defined, cause: error.cause };
    return new ORPCError(code, said);
  };
  return async ({ next }) => {
    try {
      const output = await next();
      if (!isEvents(output)) return say(output);
      return mapEventIterator(output, {
        value: (value: unknown) => Promise.resolve(say(value)),
        error: (error) => Promise.resolve(sayError(error)),
      });
    } catch (error) {
      throw sayError(error);
    }
  };
}

function isEvents(output: unknown): output is AsyncIteratorObject<unknown, unknown, void> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}
