import { cleanLine } from './clean-text.ts';

/** How far long work is, as it comes over the contract. */
export interface Progress {
  what: string;
  done: number;
  total?: number | undefined;
}

/** Shows how far long work is, on one line that is wiped at the end. */
export interface ProgressLine {
  show(progress: Progress): void;
  clear(): void;
}

/** A progress line on standard error where that is a terminal; elsewhere nothing is shown. */
export function progressLine(stream: NodeJS.WriteStream, wanted: boolean): ProgressLine {
  if (!wanted || !stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let shown = false;
  return {
    show: (progress) => {
      shown = true;
      stream.write(`\r\u001B[2K${progressText(progress).slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
    },
    clear: () => {
      if (shown) stream.write('\r\u001B[2K');
      shown = false;
    },
  };
}

/** `Reading rows: 4,000 of 10,000 (40%)`. */
export function progressText({ what, done, total }: Progress): string {
  const said = cleanLine(what);
  if (total === undefined || total <= 0) return `${said}: ${done.toLocaleString('en-US')}`;
  const share = Math.floor((100 * done) / total);
  return `${said}: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} (${share}%)`;
}
