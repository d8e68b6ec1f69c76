import { ACCOUNTS, tenThousandRows } from './accounts.ts';
import { delimited, utf16, windows1252 } from './delimited.ts';

/** Which accounts are suspended, by their place in the list. */
const SUSPENDED = [7, 30, 53];

/** The list of accounts that the AWS Organizations console exports. */
export function organizationsExport(): Buffer {
  const header = ['Account ID', 'ARN', 'Email', 'Name', 'Status', 'Joined method', 'Joined timestamp'];
  const rows = ACCOUNTS.map(({ id, email, name }, at) => [
    id,
    `arn:aws:organizations::099999999999:account/o-exampleorgid/${id}`,
    email,
    name,
    SUSPENDED.includes(at) ? 'SUSPENDED' : 'ACTIVE',
    at % 3 === 0 ? 'INVITED' : 'CREATED',
    `2025-0${(at % 9) + 1}-${10 + (at % 20)}T08:00:00Z`,
  ]);
  return Buffer.from(delimited([header, ...rows], ','));
}

/** What the two European files hold: everything that the vendor's sheets 2 and 3 ask for. */
function everything(): string[][] {
  const header = [
    'Account Name',
    'AWS Account Email',
    'AWS Account ID',
    'Spot Console Email',
    'Spot Org ID',
    'Subset Name',
    'Billing Workflow Name',
  ];
  const rows = ACCOUNTS.map(({ name, email, id, consoleEmail, spotOrgId, subset, workflow }) => [
    name,
    email,
    id,
    consoleEmail,
    spotOrgId,
    subset,
    workflow,
  ]);
  return [header, ...rows];
}

/** As a spreadsheet program saves 'CSV' where the comma is the decimal sign: semicolons and Windows-1252. */
export function semicolonList(): Buffer {
  return windows1252(delimited(everything(), ';'));
}

/** As a spreadsheet program saves 'Unicode text': tabs and UTF-16. */
export function unicodeText(): Buffer {
  return utf16(delimited(everything(), '\t'));
}

/** One row for each fault, in rows 2 to 11. */
export function faultyList(): Buffer {
  const rows = [
    ['Account Name', 'AWS Account Email', 'AWS Account ID', 'Subset Name'],
    // An account in two subsets.
    ['Books Production', 'one@msp.example', '121212121212', 'Harbour Lane Books'],
    ['Books, moved', 'two@msp.example', '121212121212', 'Zinnia Toys'],
    // Too short, with the letter O for a zero, none.
    ['Five digits', 'three@msp.example', '98765', 'Harbour Lane Books'],
    ['With a letter', 'four@msp.example', '44445555666O', 'Harbour Lane Books'],
    ['Without an ID', 'five@msp.example', '', 'Harbour Lane Books'],
    ['Without an address', 'six at msp.example', '222233334444', 'Harbour Lane Books'],
    // Formulas as text.
    ['=HYPERLINK("http://msp.example","Open")', 'seven@msp.example', '333344445555', '@SUM(1,2)'],
    // Case and spaces.
    ['  Two   spaces ', 'eight@msp.example', ' 444455556666 ', 'harbour lane BOOKS'],
    // An exact repeat.
    ['The same again', 'nine@msp.example', '555566667777', 'Harbour Lane Books'],
    ['The same again', 'nine@msp.example', '555566667777', 'Harbour Lane Books'],
  ];
  return Buffer.from(delimited(rows, ','));
}

/** 10,000 accounts; not kept as a file, because it is long. */
export function tenThousand(): Buffer {
  return Buffer.from(delimited(tenThousandRows(), ','));
}
