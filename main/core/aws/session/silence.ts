/** After how long without an answer it is said what is waited for, and how often from then on. */
const FIRST_MS = 5000;
const AGAIN_MS = 10_000;

/**
 * Tells of a call that has no answer yet, after 5 seconds and every 10 from then on, until it is ended.
 * @param tell gets for how many seconds there was none
 * @returns ends it
 */
export function watchSilence(tell: (seconds: number) => void): () => void {
  const began = performance.now();
  let timer: NodeJS.Timeout;
  const say = (): void => {
    tell(Math.round((performance.now() - began) / 1000));
    timer = setTimeout(say, AGAIN_MS).unref();
  };
  timer = setTimeout(say, FIRST_MS).unref();
  return () => clearTimeout(timer);
}
