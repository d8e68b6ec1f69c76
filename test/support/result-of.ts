/** The result of long work, whose progress is let go by. */
export async function resultOf<T>(stream: { next(): Promise<IteratorResult<unknown, T>> }): Promise<T> {
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return step.value;
  }
}
