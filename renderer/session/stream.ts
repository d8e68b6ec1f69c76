/** The result of long work that is shown by nothing but its result. @throws what the work throws */
export async function resultOf<T>(begun: Promise<{ next(): Promise<IteratorResult<unknown, T>> }>): Promise<T> {
  const stream = await begun;
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return step.value;
  }
}
