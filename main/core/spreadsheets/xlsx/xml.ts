import { SaxesParser } from 'saxes';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { damaged, tooLarge } from '../limits.ts';
import type { PartKind } from './elements.ts';
import { PlaceWalker } from './places.ts';
import type { ElementHandlers, PartHandlers } from './places.ts';
import { decodeXml } from './xml-encoding.ts';

/** Characters without any markup event: longer than any cell may be. */
const LONGEST_RUN = 2 * 1024 * 1024;
const DEEPEST = 100;

/**
 * Parses one XML part of an archive. Entities other than the five of XML are not known and a DOCTYPE is refused, so nothing
 * outside the part is ever read and nothing multiplies.
 * @param part its name, for messages
 * @param handlers what is done with the elements of `kind` (see elements.ts); no others are told of
 * @param pause called between chunks; what it returns is waited for
 * @throws AppError FILE_DAMAGED where the XML is not well-formed, FILE_TOO_LARGE
 */
export async function parseXml<Kind extends PartKind>(
  part: string,
  chunks: AsyncIterable<Uint8Array>,
  kind: Kind,
  handlers: PartHandlers<Kind>,
  pause?: () => Promise<void> | undefined,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, fragment: false });
  const walker = new PlaceWalker(part, kind, handlers);
  let depth = 0;
  let sinceEvent = 0;
  /** From the last tag on that has begun: it may end in the next chunk. */
  let unfinished = '';
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
    walker.open(tag.name, tag.attributes);
  });
  parser.on('closetag', () => {
    sinceEvent = 0;
    depth -= 1;
    walker.close();
  });
  if (Object.values<ElementHandlers>(handlers).some(({ text }) => text !== undefined)) {
    const text = (piece: string): void => walker.text(piece);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  for await (const text of decodeXml(part, chunks)) {
    sinceEvent += text.length;
    unfinished += text;
    walker.declaring = unfinished.includes('xmlns');
    unfinished = unfinished.slice(unfinished.lastIndexOf('<'));
    guard(part, () => parser.write(text));
    if (sinceEvent > LONGEST_RUN)
      throw tooLarge(
        'cellLength',
        `has a text of more than ${LONGEST_RUN} characters in its part ${part}, which no account list has.`,
        { part },
      );
    await pause?.();
  }
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
