/** One account as the sample lists have it. All names, addresses and IDs are made up. */
export interface SampleAccount {
  id: string;
  name: string;
  email: string;
  subset: string;
  workflow: string;
  /** The end customer of the subset: its mail address in the vendor's console, and its organization there. */
  consoleEmail: string;
  spotOrgId: string;
}

/** Name, and the same for mail addresses. Every third has the same workflow. Between them they have what lists trip over: accents, signs of Windows-1252 that ISO 8859-1 has not, '&', a comma. */
const CUSTOMERS = [
  ['Harbour Lane Books', 'harbourlane'],
  ['Kite & Kettle', 'kitekettle'],
  ['Northfield Dairy', 'northfield'],
  ['Quarry Road Garage', 'quarryroad'],
  ['Fromagerie L’Œuf', 'loeuf'],
  ['Møller & Søn A/S', 'mollerson'],
  ['Piñata Fiestas', 'pinata'],
  ['Bäckerei Grünwald', 'gruenwald'],
  ['Lantern Street Clinic', 'lanternstreet'],
  ['Pebble Rentals', 'pebble'],
  ['Willow, Reed and Partners', 'willowreed'],
  ['Zinnia Toys', 'zinnia'],
] as const;
const WORKFLOWS = ['Resale with uplift', 'Cost pass-through', 'Public bodies'] as const;
const ENVIRONMENTS = ['Production', 'Staging', 'Development', 'Shared services', 'Log archive'] as const;

/** The IDs that begin with zeros, by the place of their account in the list. */
const ZERO_IDS: Readonly<Record<number, string>> = {
  4: '012345678901',
  6: '001122334455',
  7: '000111222333',
  8: '098765432109',
  17: '000011112222',
  20: '010203040506',
  22: '009988776655',
  25: '055566677788',
  38: '020406080100',
  39: '007788990011',
  52: '044455566677',
  57: '000000012345',
};

/** 60 accounts: each of 12 customers has one for each of 5 environments. */
export const ACCOUNTS: readonly SampleAccount[] = ENVIRONMENTS.flatMap((environment, row) =>
  CUSTOMERS.map(([subset, short], column) => {
    const at = row * CUSTOMERS.length + column;
    return {
      id: ZERO_IDS[at] ?? documentationId(at),
      name: `${subset} ${environment}`,
      email: `aws+${short}-${environment.toLowerCase().replace(' ', '-')}@msp.example`,
      subset,
      workflow: WORKFLOWS[column % WORKFLOWS.length] ?? '',
      consoleEmail: `billing@${short}.example`,
      spotOrgId: `6060000001${String(column).padStart(2, '0')}`,
    };
  }),
);

/** As AWS's documentation makes them up: three digits, four times each ('111122223333'); another one for each of the first 900. */
function documentationId(at: number): string {
  const three = String(100 + ((at * 469 + 23) % 900));
  return Array.from(three, (digit) => digit.repeat(4)).join('');
}

/** 10,000 accounts in 160 × 12 subsets, in rows with a header. */
export function tenThousandRows(): string[][] {
  const rows = Array.from({ length: 10_000 }, (_, at) => {
    const [customer, short] = CUSTOMERS[at % CUSTOMERS.length] ?? CUSTOMERS[0];
    const subset = `${customer} ${Math.floor(at / CUSTOMERS.length) % 160}`;
    // Twelve digits, each time others; the first thousand begin with a zero.
    const id = String((at + 1) * 98_765_431).padStart(12, '0');
    return [`${customer} ${at}`, `aws+${short}-${at}@msp.example`, id, subset, WORKFLOWS[at % WORKFLOWS.length] ?? ''];
  });
  return [['Account Name', 'AWS Account Email', 'AWS Account ID', 'Subset Name', 'Billing Workflow Name'], ...rows];
}
