import { cleanJson, cleanText } from './clean-text.ts';
import type { CommonOptions } from './options.ts';

/** What a command has to say, once. */
export interface Said {
  /** For programs: printed with --json as the one document. */
  json: unknown;
  /** What was asked for: printed with --quiet too. */
  text?: string | Promise<string>;
  /** What was done and what to do next: left out with --quiet. */
  note?: string;
}

/** Standard output and standard error of a command. A reader that goes away (`| head`) ends the output, not the program. */
export class Output {
  readonly #options: () => CommonOptions;
  readonly #beforeSaying: () => void;
  #closed = false;

  /**
   * @param on.onClosed called when nobody reads standard output any more
   * @param on.beforeSaying called before a result is printed; throws where the command is to be refused
   */
  constructor(options: () => CommonOptions, on: { onClosed: () => void; beforeSaying: () => void }) {
    const { onClosed, beforeSaying } = on;
    this.#options = options;
    this.#beforeSaying = beforeSaying;
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
        this.#closed = true;
        onClosed();
      });
    }
  }

  /** Whether the reader of standard output went away. */
  get closed(): boolean {
    return this.#closed;
  }

  get json(): boolean {
    return this.#options().json === true;
  }

  get quiet(): boolean {
    return this.#options().quiet === true;
  }

  /** Prints the result of a command: one JSON document, or its text and its note. */
  async say({ json, text, note }: Said): Promise<void> {
    this.#beforeSaying();
    if (this.json) return this.#print(cleanJson(json, 2));
    const parts = [await text, this.quiet ? undefined : note].filter((part) => part !== undefined && part !== '');
    if (parts.length > 0) this.#print(cleanText(parts.join('\n\n')));
  }

  /** Prints one line of JSON at once: an event of something that goes on. */
  sayLine(value: unknown): void {
    this.#beforeSaying();
    this.#print(cleanJson(value));
  }

  /** Prints something for the person only, on standard error: a preview before a question, a warning. */
  tell(text: string): void {
    if (!this.#closed) process.stderr.write(`${cleanText(text)}\n`);
  }

  /** Tells what a person should know about something that was done all the same; for programs as one line of JSON. */
  warn(sentence: string): void {
    this.tell(this.json ? cleanJson({ warning: sentence }) : `Warning: ${sentence}`);
  }

  /** Says what is waited for, on standard error: not with --quiet, and for programs as one line of JSON. */
  sayWaiting(sentence: string): void {
    if (!this.quiet) this.tell(this.json ? cleanJson({ waiting: sentence }) : sentence);
  }

  #print(text: string): void {
    if (!this.#closed) process.stdout.write(`${text}\n`);
  }
}
