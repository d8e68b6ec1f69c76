import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatHtml, parseHtml } from './clipboard-html.ts';
import { formatText, parseText } from './clipboard-text.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';
import { anyText } from '../../../test/support/any-text.ts';

describe('text', () => {
  test.each<[string, string, string[][]]>([
    ['one cell', 'a', [['a']]],
    ['nothing is one empty cell', '', [['']]],
    ['rows of Windows, the last one closed', 'a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]], // prettier-ignore
    ['rows of Unix, the last one open', 'a\nb', [['a'], ['b']]],
    ['rows of an old Mac', 'a\rb\r', [['a'], ['b']]],
    ['an empty last row', 'a\r\n\r\n', [['a'], ['']]],
    ['empty cells', '\t\t', [['', '', '']]],
    ['rows of different lengths', 'a\tb\nc', [['a', 'b'], ['c']]], // prettier-ignore
    ['a tab and a line end in quotes', '"a\tb\nc"\td', [['a\tb\nc', 'd']]],
    ['quotes in quotes', '"say ""hi"""', [['say "hi"']]],
    ['quotes within a text are text', 'say "hi"\tb', [['say "hi"', 'b']]],
    ['a quote that never closes is text', '"a\tb', [['"a', 'b']]],
    ['quotes around the beginning only are text', '"a"b\tc', [['"a"b', 'c']]],
    ['quotes around nothing', '""\ta', [['', 'a']]],
    ['account IDs keep their zeros', '000000000013\t012345678901', [['000000000013', '012345678901']]],
  ])('%s', (_name, text, cells) => {
    expect(parseText(text)).toEqual(cells);
  });

  test('is quoted only where it must be', () => {
    expect(formatText([['000000000013', 'a b'], ['say "hi"', 'two\nlines']])).toBe(
      '000000000013\ta b\r\n"say ""hi"""\t"two\nlines"\r\n',
    ); // prettier-ignore
  });
});

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '0', '"', '\t', '\n', '\r', ' ', '&', '<', '=', "'", '😀') });
const cells = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));

test('what is copied as text is pasted as it was', () => {
  fc.assert(
    fc.property(cells, (cells) => {
      expect(parseText(formatText(cells))).toEqual(cells);
    }),
  );
});

test('any text can be pasted, and no character of a text without quotes is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\t', '\n', ' ') }), (text) => {
      const joined = parseText(text).map((row) => row.join('\t')).join('\n'); // prettier-ignore
      expect(joined).toBe(text.replace(/\n$/, ''));
    }),
  );
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(parseText(text).length).toBeGreaterThan(0);
    }),
  );
});

describe('tables', () => {
  const texts = (html: string) => parseHtml(html)?.map((row) => row.map(({ text }) => text));

  test('what is copied as a table is read as it was, whatever line ends', () => {
    fc.assert(
      fc.property(cells, (cells) => {
        const unix = cells.map((row) => row.map((text) => text.replaceAll(/\r\n|\r/g, '\n')));
        expect(texts(formatHtml(cells))).toEqual(unix);
      }),
    );
  });

  test('cells say to be text, to Excel and to LibreOffice', () => {
    expect(formatHtml([['=1+1']])).toBe(
      `<meta charset="utf-8"><table><tr><td sdnum="1033;0;@" style="mso-number-format:'\\@'">=1+1</td></tr></table>`,
    );
  });

  test('merged cells reach over empty ones; comments and styles are no text', () => {
    const html =
      '<html><head><style>td { color: red }</style></head><body><!--StartFragment--><TABLE>\n' +
      "<TR><TD colspan=2 title='a > b'>a\n  b</TD><td>c<br>d</td></TR>\n<tr><th>&lt;e&gt;</th><td>&#233;&#x20AC;&euro;</td></tr>" +
      '</TABLE><!--EndFragment--></body></html>';
    expect(texts(html)).toEqual([
      ['a b', '', 'c\nd'],
      ['<e>', 'é€&euro;'],
    ]);
  });

  test('what is no table is none', () => {
    expect(parseHtml('<p>a</p>')).toBeNull();
    expect(parseHtml('')).toBeNull();
    expect(parseHtml('<td>a</td>')).toBeNull();
    expect(texts('<table><tr><td>a')).toEqual([['a']]);
  });
});

describe('a clipboard of both', () => {
  test('a shortened number is taken from the table', () => {
    const html =
      '<table><tr><td sdval="123456789012" sdnum="1033;">1.23457E+11</td><td>E+1</td></tr>' +
      '<tr><td x:num="210987654321">###</td><td sdval="1.5">1.5</td></tr></table>';
    expect(readClipboard({ text: '1.23457E+11\tE+1\r\n###\t1.5\r\n', html })).toEqual([
      ['123456789012', 'E+1'],
      ['210987654321', '1.5'],
    ]);
  });

  test('the text stays where the table has no number, or another shape', () => {
    expect(readClipboard({ text: '1.2E+11', html: '<table><tr><td>1.2E+11</td></tr></table>' })).toEqual([['1.2E+11']]);
    expect(
      readClipboard({ text: '1.2E+11', html: '<table><tr><td sdval="120000000001">1</td><td>2</td></tr></table>' }),
    ).toEqual([['1.2E+11']]);
    expect(readClipboard({ text: '1.2E+20', html: '<table><tr><td sdval="1.2E+20">1</td></tr></table>' })).toEqual([
      ['1.2E+20'],
    ]);
  });

  test('a table alone is read, nothing is nothing', () => {
    expect(readClipboard({ text: '', html: '<table><tr><td>a</td></tr></table>' })).toEqual([['a']]);
    expect(readClipboard({ text: '', html: '' })).toEqual([]);
  });

  test('what a sheet writes, it reads', () => {
    fc.assert(
      fc.property(cells, (cells) => {
        expect(readClipboard(writeClipboard(cells))).toEqual(cells);
      }),
    );
  });
});
