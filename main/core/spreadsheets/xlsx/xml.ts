import { SaxesParser } from 'saxes';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { damaged, tooLarge } from '../limits.ts';

/** Attributes of an element by their name as it stands. */
export type Attributes = Readonly<Record<string, string>>;

/** What a part is told while it is parsed. Element names come without prefix, those of foreign namespaces as ''. */
export interface XmlHandlers {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
  /** Called between chunks; what it returns is waited for. */
  pause?(): Promise<void> | undefined;
}

/** Transitional and strict SpreadsheetML (ECMA-376 parts 1 and 4). */
export const SPREADSHEET_NAMESPACES: readonly string[] = [
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
];

/** Characters without any markup event: longer than any cell may be. */
const LONGEST_RUN = 2 * 1024 * 1024;
const DEEPEST = 100;

/**
 * Parses one XML part of an archive. Entities other than the five of XML are not known and a DOCTYPE is refused, so nothing
 * outside the part is ever read and nothing multiplies.
 * @param part its name, for messages
 * @param namespaces the namespaces whose elements count; null for all
 * @throws AppError FILE_DAMAGED where the XML is not well-formed, FILE_TOO_LARGE
 */
export async function parseXml(
  part: string,
  chunks: AsyncIterable<Uint8Array>,
  namespaces: readonly string[] | null,
  handlers: XmlHandlers,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, fragment: false });
  const names = new NameResolver(namespaces);
  let depth = 0;
  let sinceEvent = 0;
  parser.on('error', (error) => {
    throw damaged(`The file is damaged: its part ${part} is not well-formed (${error.message}).`, { part }, error);
  });
  parser.on('doctype', () => {
    throw damaged(
      `The file is refused: its part ${part} has a document type definition, which no spreadsheet program writes.`,
      { part },
    );
  });
  parser.on('opentag', (tag) => {
    sinceEvent = 0;
    depth += 1;
    if (depth > DEEPEST)
      throw damaged(`The file is damaged: the elements of its part ${part} are nested too deeply.`, { part });
    if (depth === 1) names.declare(tag.attributes);
    handlers.open(names.element(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    sinceEvent = 0;
    depth -= 1;
    handlers.close(names.element(tag.name));
  });
  if (handlers.text !== undefined) {
    const text = handlers.text.bind(handlers);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const decode = new XmlDecoder(part);
  for await (const chunk of chunks) {
    const text = decode.add(chunk);
    sinceEvent += text.length;
    feed(parser, text, part);
    if (sinceEvent > LONGEST_RUN)
      throw tooLarge(
        'cellLength',
        `has a text of more than ${LONGEST_RUN} characters in its part ${part}, which no account list has.`,
        { part },
      );
    await handlers.pause?.();
  }
  feed(parser, decode.end(), part);
  close(parser, part);
}

type Parser = SaxesParser<{ xmlns: false; fragment: false }>;

function feed(parser: Parser, text: string, part: string): void {
  guard(part, () => parser.write(text));
}

function close(parser: Parser, part: string): void {
  guard(part, () => parser.close());
}

function guard(part: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw damaged(`The file is damaged: its part ${part} can't be parsed.`, { part }, error);
  }
}

/** Names without prefixes, where the prefix (or the lack of one) stands for a wanted namespace by the declarations of the root. */
class NameResolver {
  readonly #wanted: readonly string[] | null;
  readonly #foreign = new Set<string>();
  readonly #elements = new Map<string, string>();

  constructor(wanted: readonly string[] | null) {
    this.#wanted = wanted;
  }

  /** Learns which prefixes are foreign. A root without any namespace is taken as it is: some writers leave it out. */
  declare(attributes: Record<string, string>): void {
    if (this.#wanted === null) return;
    for (const [name, uri] of Object.entries(attributes)) {
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null;
      if (prefix !== null && !this.#wanted.includes(uri)) this.#foreign.add(prefix);
    }
  }

  element(name: string): string {
    let local = this.#elements.get(name);
    if (local === undefined) {
      const colon = name.indexOf(':');
      local = this.#foreign.has(colon < 0 ? '' : name.slice(0, colon)) ? '' : name.slice(colon + 1);
      // a hostile file can have any number of names; real ones have a few dozen
      if (this.#elements.size < 1_000) this.#elements.set(name, local);
    }
    return local;
  }
}

/**
 * The value of an attribute whose prefix is free to choose: `r:id`. The attributes of SpreadsheetML itself never have one.
 */
export function prefixedAttribute(attributes: Attributes, local: string): string | undefined {
  const name = Object.keys(attributes).find((key) => key.endsWith(`:${local}`)) ?? local;
  return attributes[name];
}

/** Decodes a part: UTF-8, or UTF-16 with a byte order mark (ECMA-376 part 2 allows no other). */
class XmlDecoder {
  readonly #part: string;
  #decoder: InstanceType<typeof TextDecoder> | undefined;

  constructor(part: string) {
    this.#part = part;
  }

  add(chunk: Uint8Array): string {
    this.#decoder ??= new TextDecoder(
      chunk[0] === 0xff && chunk[1] === 0xfe
        ? 'utf-16le'
        : chunk[0] === 0xfe && chunk[1] === 0xff
          ? 'utf-16be'
          : 'utf-8',
      { fatal: true },
    );
    return this.#decode(this.#decoder, chunk, true);
  }

  end(): string {
    return this.#decoder === undefined ? '' : this.#decode(this.#decoder, new Uint8Array(), false);
  }

  #decode(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array, stream: boolean): string {
    try {
      return decoder.decode(chunk, { stream });
    } catch (error) {
      throw damaged(
        `The file is damaged: the text of its part ${this.#part} is not well-formed UTF-8.`,
        { part: this.#part },
        error,
      );
    }
  }
}
