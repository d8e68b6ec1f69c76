import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.ts';
import { findMergedRanges } from './merged-ranges.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const MERGED = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell  ref=\'C3:C9\' /></mergeCells>';
const sheet = (rows: string, before = '', after = ''): string =>
  `<worksheet xmlns="${MAIN}" xmlns:x="urn:other">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const find = (xml: string | Buffer, size = 1_000_000, limits = DEFAULT_LIMITS): Promise<string[]> =>
  findMergedRanges('sheet1.xml', () => pieces(Buffer.from(xml), size), limits);

describe('findMergedRanges', () => {
  it.each([1, 3, 7, 300, 1_000])(
    'finds them behind the rows when the part comes in pieces of %d bytes',
    async (size) => {
      const rows = '<row><c t="str"><v>sheetData mergeCells mergeCell ref="X1:Y1" /sheetData!</v></c></row>'.repeat(20);
      expect(await find(sheet(rows, '<cols/>', MERGED), size)).toEqual(['A1:B1', 'C3:C9']);
    },
  );

  it.each([
    [
      'a prefix',
      sheet('', '', MERGED)
        .replaceAll(/<(\/?)(?=\w)/g, '<$1m:')
        .replace('xmlns=', 'xmlns:m='),
    ],
    ['no rows', sheet('', '', MERGED).replace('<sheetData></sheetData>', '<sheetData />')],
    ['UTF-16', Buffer.from(`\ufeff${sheet('<row/>', '', MERGED)}`, 'utf16le')],
    ['a comment that ends the rows', sheet('<!-- </sheetData> --><row/>', '', MERGED)],
    ['a comment that begins them', sheet('<row/>', '<!-- <sheetData> -->', MERGED)],
    ['CDATA that ends them', sheet('<row><c><v><![CDATA[</sheetData>]]></v></c></row>', '', MERGED)],
    ['rows in rows', sheet('<row><x:sheetData>1</x:sheetData><sheetData></sheetData></row>', '', MERGED)],
    ['rows in an extension before', sheet('<row/>', '<x:e><sheetData><row/></sheetData></x:e>', MERGED)],
  ])('finds them in a sheet with %s', async (_, xml) => {
    expect(await find(xml)).toEqual(['A1:B1', 'C3:C9']);
  });

  it.each([
    ['in an extension', sheet('', '', `<extLst><ext>${MERGED}</ext></extLst>`)],
    ['in a row', sheet(`<row>${MERGED}</row>`)],
    ['in a comment', sheet('', '', `<!-- ${MERGED} -->`)],
    ['in CDATA', sheet('', '', `<extLst><![CDATA[${MERGED}]]></extLst>`)],
    ['of another namespace', sheet('', '', MERGED.replaceAll(/<(\/?)/g, '<$1x:'))],
    ['without mergeCells around them', sheet('', '', '<mergeCell ref="A1:B1"/>')],
    ['that are no ranges', sheet('', '', '<mergeCells><mergeCell ref="A1"/><mergeCell/></mergeCells>')],
  ])('leaves out what stands %s', async (_, xml) => {
    expect(await find(xml)).toEqual([]);
  });

  it('refuses more than are read, and what is not well-formed', async () => {
    const two = { ...DEFAULT_LIMITS, mergedRanges: 1 };
    await expect(find(sheet('', '', MERGED), 1_000, two)).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      message: 'The file has more than 1 merged ranges on a sheet. Remove them.',
    });
    await expect(find(sheet('', '', '<mergeCells>'))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });
});
