/** The made-up enrolment that every case works on: accounts over subsets, workflows and end customers, always the same. */
export interface BenchSize {
  accounts: number;
  subsets: number;
}

export const HEADERS = [
  'Account Name',
  'AWS Account Email',
  'AWS Account ID',
  'Spot Console Email',
  'Spot Org ID',
  'Subset Name',
  'Billing Workflow Name',
] as const;

const STEMS = [
  'Northwind Traders',
  'Contoso Retail',
  'Café Zürich',
  'Søren & Søn A/S',
  '顧客 株式会社',
  'Woodgrove Bank',
];
const WORKFLOWS = 20;

/** The rows of sheet 3 for a size, in file order. Account IDs spread over the whole range, leading zeros among them. */
export function* benchRows(size: BenchSize): Generator<string[]> {
  for (let n = 0; n < size.accounts; n += 1) {
    const subset = n % size.subsets;
    const stem = STEMS[subset % STEMS.length] ?? '';
    // A multiplication by a prime modulo another walks the IDs without repeating: every ID is new.
    const id = ((n + 1) * 7_919_999_983) % 999_999_999_989;
    yield [
      `${stem} ${subset} env-${n}`,
      `aws+${n}@msp.example`,
      String(id).padStart(12, '0'),
      `billing@customer-${subset}.example`,
      String(606_000_000_000 + subset),
      `${stem} ${subset}`,
      `Workflow ${subset % WORKFLOWS}`,
    ];
  }
}
