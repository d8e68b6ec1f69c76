import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { archive, partsOf } from '../support/archive.ts';
import { FILES, SAMPLES, samplePath } from './files.ts';
import { tenThousand } from './text-lists.ts';

const names = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[];

test('the folder has the files that are made, and no others', () => {
  expect(readdirSync(FILES).sort()).toEqual([...names].sort());
});

test.each(names)('%s is what the generator makes (npm run samples writes it anew)', async (name) => {
  const [kept, made] = [readFileSync(samplePath(name)), await SAMPLES[name]()];
  // How well zlib packs may differ from machine to machine; what is packed does not.
  if (name.endsWith('.xlsx')) expect(Object.entries(await partsOf(kept))).toEqual(Object.entries(await partsOf(made)));
  else expect(kept.equals(made)).toBe(true);
});

test('an archive has the same bytes in every time zone', async () => {
  const bytes: Buffer[] = [];
  for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
    vi.stubEnv('TZ', zone);
    bytes.push(await archive({ a: 'b' }));
  }
  expect(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0))).toBe(true);
});

test('the texts have the encodings and line ends of the programs that they are like', () => {
  const bytes = (name: (typeof names)[number]): Buffer => readFileSync(samplePath(name));
  // 'L’Œuf' in Windows-1252, where ISO 8859-1 has control characters.
  expect(bytes('semicolon-windows-1252.csv').includes(Buffer.from('4c928c7566', 'hex'))).toBe(true);
  expect(bytes('unicode-text.txt').subarray(0, 6).toString('hex')).toBe('fffe41006300');
  expect(bytes('unicode-text.txt').subarray(-4).toString('hex')).toBe('0d000a00');
  expect(bytes('organizations-console-export.csv').toString('utf8').split('\r\n')[11]).toBe(
    '333311113333,arn:aws:organizations::099999999999:account/o-exampleorgid/333311113333,aws+willowreed-production@msp.example,"Willow, Reed and Partners Production",ACTIVE,CREATED,2025-02-20T08:00:00Z',
  );
});

test('the workbooks have their texts where openpyxl and XlsxWriter put them', async () => {
  const team = await partsOf(readFileSync(samplePath('billing-team-mapping.xlsx')));
  expect(team['xl/worksheets/sheet1.xml']).toContain(
    '<row r="9"><c r="A9" t="n"><v>5</v></c><c r="B9" t="inlineStr"><is><t>Fromagerie L&#8217;&#338;uf Production</t></is></c>',
  );
  const mangled = await partsOf(readFileSync(samplePath('ids-mangled-by-excel.xlsx')));
  expect(mangled['xl/worksheets/sheet1.xml']).toContain(
    '<row r="6" spans="1:4"><c r="A6" t="s"><v>16</v></c><c r="B6" t="s"><v>17</v></c><c r="C6"><v>12345678901</v></c><c r="D6" t="s"><v>18</v></c></row>',
  );
  expect(mangled['xl/sharedStrings.xml']).toContain('<si><t xml:space="preserve"> 777788882222 </t></si>');
});

test('ten thousand rows begin and end as they should', () => {
  const lines = tenThousand().toString('utf8').split('\r\n');
  expect(lines).toHaveLength(10_002);
  expect(lines[1]).toBe(
    'Harbour Lane Books 0,aws+harbourlane-0@msp.example,000098765431,Harbour Lane Books 0,Resale with uplift',
  );
  expect(lines[10_000]).toBe(
    'Quarry Road Garage 9999,aws+quarryroad-9999@msp.example,987654310000,Quarry Road Garage 33,Resale with uplift',
  );
});
