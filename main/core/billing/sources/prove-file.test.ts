import { createWriteStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { CsvScan, headingsOf } from './csv-scan.ts';
import { kindOfFile } from './file-kind.ts';
import { headerOf, proveFile, unpackedBytesOfZip } from './prove-file.ts';

const CSV = 'a,"b ""c"", d",e\n1,"two\nlines",3\n4,5,6\n';

async function zipped(path: string, files: Record<string, string>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(path)));
}

describe('a file of a report', () => {
  it('as csv, gzip and zip has the same lines, and its own hash', async () => {
    const folder = tempFolder();
    const [csv, gz, zip, out] = ['a.csv', 'a.csv.gz', 'a.zip', 'out.csv'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
      string,
    ];
    writeFileSync(csv, CSV);
    writeFileSync(gz, gzipSync(CSV));
    await zipped(zip, { 'report.csv': CSV });
    const kinds = await Promise.all([csv, gz, zip].map(kindOfFile));
    expect(kinds).toEqual(['csv', 'gzip', 'zip']);
    const expected = { lines: 2, unpackedBytes: 39, header: 'a,"b ""c"", d",e' };
    // By hand: printf … | sha256sum
    expect(await proveFile(csv, { kind: 'csv', unpackTo: null })).toMatchObject({
      ...expected,
      sha256: '44aaf7dd09edab48b6d3d74cecea88a9e46fa148f0e369fb4deee401c1779964',
      bytes: 39,
      checked: false,
    });
    expect(await proveFile(gz, { kind: 'gzip', unpackTo: null })).toMatchObject({ ...expected, checked: true });
    expect(await proveFile(zip, { kind: 'zip', unpackTo: out })).toMatchObject({ ...expected, checked: true });
    expect(readFileSync(out, 'utf8')).toBe(CSV);
  });

  it.each([
    ['a heading alone, without its end', 'a,b', 'it has no line that ends'],
    ['cut in a line', CSV.slice(0, -3), 'it ends in the middle of line 3'],
    ['cut within quotes', CSV.slice(0, 25), 'it ends in the middle of line 2'],
    ['nothing', '', 'it has no line that ends'],
  ])('%s is damaged', async (_what, text, why) => {
    const path = join(tempFolder(), 'a.csv');
    writeFileSync(path, text);
    await expect(proveFile(path, { kind: 'csv', unpackTo: null })).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message: expect.stringContaining(`a.csv can't be used: ${why}`) as string,
    });
  });

  it('packed, every cut and every changed byte is found', async () => {
    const folder = tempFolder();
    const text = CSV.repeat(20);
    const zip = join(folder, 'whole.zip');
    await zipped(zip, { 'report.csv': text });
    const missed: string[] = [];
    for (const [kind, whole] of [
      ['gzip', gzipSync(text)],
      ['zip', readFileSync(zip)],
    ] as const) {
      const proof = await proveFileOf(folder, kind, whole);
      for (let at = 0; at < whole.length; at += 1) {
        if ((await proveFileOf(folder, kind, whole.subarray(0, at))) !== 'refused') missed.push(`${kind} cut at ${at}`);
        const flipped = Buffer.from(whole);
        flipped[at] = (flipped[at] ?? 0) ^ 0x10;
        const after = await proveFileOf(folder, kind, flipped);
        // What names and times are in the packing is not content: then all of it is as it was.
        if (after !== 'refused' && after !== proof) missed.push(`${kind} changed at ${at}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('as zip says how large it is unpacked; one that says too little is not unpacked any further', async () => {
    const folder = tempFolder();
    const [path, out] = [join(folder, 'a.zip'), join(folder, 'out.csv')];
    await zipped(path, { 'a.csv': CSV.repeat(1000) });
    expect(await unpackedBytesOfZip(path)).toBe(39_000);
    const bytes = readFileSync(path);
    // In the directory the size stands 24 bytes behind its mark.
    const at = bytes.indexOf('PK\u0001\u0002') + 24;
    expect(bytes.readUInt32LE(at)).toBe(39_000);
    bytes.writeUInt32LE(100, at);
    writeFileSync(path, bytes);
    await expect(proveFile(path, { kind: 'zip', unpackTo: out })).rejects.toThrow('it has more in it than it says');
    expect(statSync(out).size).toBe(0);
  });

  it('whose first bytes were changed is damaged, and no csv with strange headings', async () => {
    const path = join(tempFolder(), 'a.csv.gz');
    const bytes = gzipSync(CSV.repeat(1000), { level: 0 });
    bytes.writeUInt8(0x1e);
    writeFileSync(path, bytes);
    expect(await kindOfFile(path)).toBe('csv');
    await expect(headerOf(path, 'csv')).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message: expect.stringContaining('its heading line is no text') as string,
    });
  });

  it('with two files in its zip, or a heading that stays open, is refused', async () => {
    const path = join(tempFolder(), 'a.zip');
    await zipped(path, { 'a.csv': CSV, 'b.csv': CSV });
    await expect(proveFile(path, { kind: 'zip', unpackTo: null })).rejects.toThrow('has one file, and this one has 2');
    expect(headingsOf('a,"b ""c"", d",e')).toEqual(['a', 'b "c", d', 'e']);
    expect(headingsOf('a,,')).toEqual(['a', '', '']);
    expect(headingsOf('a,"b')).toBeNull();
  });
});

/** What is known of the content of a file with these bytes, or that it is refused. */
async function proveFileOf(folder: string, kind: 'gzip' | 'zip', bytes: Buffer): Promise<string> {
  const path = join(folder, `try.${kind}`);
  writeFileSync(path, bytes);
  return proveFile(path, { kind, unpackTo: null }).then(
    ({ header, lines, unpackedBytes }) => JSON.stringify([header, lines, unpackedBytes]),
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'FILE_DAMAGED') return 'refused';
      throw error;
    },
  );
}

it.each([
  ['a value more', 'a,b\n1,2\n3,4,\n', 'line 3 has 3 values, and there are 2 headings'],
  ['a value less', 'a,b\n1\n', 'line 2 has 1 values, and there are 2 headings'],
  ['an empty line', 'a,b\n\n1,2\n', 'line 2 has 1 values, and there are 2 headings'],
  ['a quotation mark within', 'a,b\n1,2"\n', 'line 2 has a quotation mark in a value that does not begin with one'],
  ['something behind one', 'a,b\n"1"x,2\n', 'line 2 has something between a quotation mark and the next comma'],
  ['another line end', 'a,b\r\n1,2\n', 'line 2 has another line end'],
  ['a carriage return alone', 'a,b\n1\r,2\n', 'line 2 has a carriage return alone'],
  ['a byte that is no text', 'a,b\n1,ü€😀\n"x\n\u{FF}",2\n5,6\n', 'line 3 has bytes that are no UTF-8'],
  ['a character that is cut', 'a,b\n1,\u{C3}\n5,6\n', 'line 2 has bytes that are no UTF-8'],
])('%s is found, with its line, however the bytes come', async (_what, given, said) => {
  // These two stand for the byte, all others for themselves.
  const text = Buffer.concat(
    given.split(/(\u{FF}|\u{C3})/u).map((part) => Buffer.from(part, /[\u{FF}\u{C3}]/u.test(part) ? 'latin1' : 'utf8')),
  );
  const path = join(tempFolder(), 'a.csv');
  writeFileSync(path, text);
  await expect(proveFile(path, { kind: 'csv', unpackTo: null })).rejects.toThrow(said);
  for (const size of [1, 2, 3]) {
    const scan = new CsvScan();
    for (let at = 0; at < text.length; at += size) scan.push(text.subarray(at, at + size));
    expect(`line ${scan.fault?.line} has ${scan.fault?.what}`).toBe(said);
  }
});
