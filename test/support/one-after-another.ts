/**
 * Lets what it is given run one after another, in the order in which it was given; one that fails holds none of the next up.
 * @returns runs a function when its turn comes, and gives what it gives
 */
export function oneAfterAnother(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
}
