import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** A ZIP archive of the given parts, in their order, with one fixed time stamp. */
export async function archive(parts: Readonly<Record<string, string | Uint8Array>>, compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    // The time as DOS keeps it is local; the other form would differ from zone to zone. A year after the first that DOS knows: yazl
    // keeps that one as of the zone in which it was loaded.
    zip.addBuffer(Buffer.from(content), name, { mtime: new Date(1981, 0, 1), forceDosTimestamp: true, compress });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** The parts of a ZIP archive as texts, in their order. */
export async function partsOf(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const parts: Record<string, string> = {};
  for await (const entry of zip.eachEntry())
    parts[entry.fileName] = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  return parts;
}
