/** Names in a list that hide something, or that are easily taken for others. */
import { expect, test } from 'vitest';
import { importDesk } from './import-desk.ts';

const HEADER = 'Account ID,Account Name,Subset Name,Billing Workflow Name,Spot Console Email';

test('each cell that hides something is told of with what hides in it', async () => {
  const desk = await importDesk();
  const open = await desk.paste(
    [
      HEADER,
      '111122223333,Contoso \u202Efdp.exe,North,,',
      '222233334444,Beta,Fab\u200Brikam,Stan\u00ADdard,',
      '333344445555,Gam\u001Bma,North,,',
      '\u202A444455556666\u202C,\u0645\u06CC\u200C\u062E 👩‍🚀,North,,',
    ].join('\n'),
  );
  const faults = await desk.faults(open);
  expect(
    faults.filter(({ code }) => code === 'hidden-characters').map(({ row, column, reason }) => [row, column, reason]),
  ).toEqual([
    [
      2,
      'B',
      "The value has characters that nobody sees, or that turn what stands beside them: U+202E (right-to-left override). In full it is 'Contoso ⟨U+202E⟩fdp.exe'.",
    ],
    [
      3,
      'C',
      "The value has characters that nobody sees, or that turn what stands beside them: U+200B (zero width space). In full it is 'Fab⟨U+200B⟩rikam'.",
    ],
    [
      3,
      'D',
      "The value has characters that nobody sees, or that turn what stands beside them: U+00AD (soft hyphen). In full it is 'Stan⟨U+00AD⟩dard'.",
    ],
    [
      4,
      'B',
      "The value has characters that nobody sees, or that turn what stands beside them: U+001B (escape). In full it is 'Gam⟨U+001B⟩ma'.",
    ],
  ]);
  // Of an ID the digits are read, and that is said.
  expect(faults.filter(({ row }) => row === 5).map(({ code }) => code)).toEqual(['id-tidied']);
  expect(open.rows.invalid).toBe(0);
});

test('a subset, a workflow or a customer that is easily taken for another is told of, once, at its first row', async () => {
  const desk = await importDesk();
  await desk.importAll({
    kind: 'text',
    text: `${HEADER}\n111122223333,Alpha,Contoso,Standard,kim@contoso.example`,
  });
  const open = await desk.paste(
    [
      HEADER,
      '222233334444,Beta,\u0421ontoso,St\u0430ndard,kim@c\u043Entoso.example',
      '333344445555,Gamma,\u0421ontoso,,',
      '444455556666,Delta,CONTOSO,,',
      '555566667777,Epsilon,Northwind,,',
      '666677778888,Zeta,N\u043Erthwind,,',
    ].join('\n'),
  );
  const alike = (await desk.faults(open)).filter(({ code }) => code === 'looks-alike');
  expect(alike.map(({ row, severity, reason }) => [row, severity, reason])).toEqual([
    [
      2,
      'warning',
      "'\u0421ontoso' would be a new subset. It is easily taken for the subset 'Contoso': it has \u0421 (U+0421).",
    ],
    [
      2,
      'warning',
      "'St\u0430ndard' would be a new billing workflow. It is easily taken for the billing workflow 'Standard': it has \u0430 (U+0430).",
    ],
    [
      2,
      'warning',
      "'kim@c\u043Entoso.example' would be the address of a new end customer. It is easily taken for 'kim@contoso.example': it has \u043E (U+043E).",
    ],
    [
      6,
      'warning',
      "'N\u043Erthwind' would be a new subset. It is easily taken for the subset 'Northwind': it has \u043E (U+043E).",
    ],
  ]);
});
