import { once } from 'node:events';
import { cleanJson } from './clean-text.ts';

/** One JSON document on standard output, written as it comes: lists of any length are never held as a whole. */
export class JsonDocument {
  readonly #stream: NodeJS.WriteStream;
  readonly #isClosed: () => boolean;
  #members = 0;

  /** @param isClosed whether the reader of the stream went away */
  constructor(stream: NodeJS.WriteStream, isClosed: () => boolean) {
    this.#stream = stream;
    this.#isClosed = isClosed;
  }

  /** Writes a member of the document. */
  async member(name: string, value: unknown): Promise<void> {
    await this.#write(`${this.#start(name)}${cleanJson(value)}`);
  }

  /** Writes a member that is a list, one item a line. */
  async list(name: string, items: AsyncIterable<unknown>): Promise<void> {
    await this.#write(`${this.#start(name)}[`);
    let n = 0;
    for await (const item of items) {
      if (this.#isClosed()) return;
      await this.#write(`${n === 0 ? '\n' : ',\n'}    ${cleanJson(item)}`);
      n += 1;
    }
    await this.#write(n === 0 ? ']' : '\n  ]');
  }

  /** Ends the document. */
  async end(): Promise<void> {
    await this.#write(this.#members === 0 ? '{}\n' : '\n}\n');
  }

  #start(name: string): string {
    this.#members += 1;
    return `${this.#members === 1 ? '{\n' : ',\n'}  ${cleanJson(name)}: `;
  }

  /** Waits where the reader is slower than we are. */
  async #write(text: string): Promise<void> {
    if (this.#isClosed() || this.#stream.write(text)) return;
    await Promise.race([once(this.#stream, 'drain'), once(this.#stream, 'close')]);
  }
}
