/** How a command ended in Windows. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Command {
  readonly args: readonly string[];
  /** A folder of Windows. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * How a file is held. Node opens files so that others may replace them, most programs do not. 'reader': others may read and write, but
 * neither replace nor remove it (SQLite opens so). 'snapshot': the same, in a ledger, with a reading transaction under way. 'writer':
 * others may read it, no more, as with a spreadsheet program (`cmd` holds the file so that it redirects to).
 */
export type Hold = 'reader' | 'snapshot' | 'writer';

/** What a test asks the program in Windows for. */
export type Asked =
  /** Runs `enroll`, or another program with its first arguments, to its end. */
  | ({ readonly do: 'run' | 'start'; readonly program?: readonly string[] } & Command)
  /** Of a started one: what it has written so far; its end, waited for, killed first or told that its input ends. */
  | { readonly do: 'said' | 'ended' | 'kill' | 'end-input'; readonly id: number }
  /** Runs `enroll` inside the program that is asked. */
  | ({ readonly do: 'inside' } & Command)
  /** Holds a file open as another program would, until it is to let go. */
  | { readonly do: 'hold'; readonly path: string; readonly how: Hold }
  | { readonly do: 'let-go'; readonly id: number }
  | { readonly do: 'stop' };
