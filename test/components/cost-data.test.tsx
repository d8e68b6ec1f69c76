/** Cost data: a report is added, asked about, looked at and forgotten, as a person does it on the desktop. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { readWhere, writeWhere } from '../../renderer/features/cost-data/line-filter.ts';
import { CostDataPage } from '../../renderer/features/cost-data/page.tsx';
import { details } from '../../renderer/session/details.tsx';
import type { RouteParams } from '../../renderer/session/route.ts';
import type { Host, LargeFiles } from '../../renderer/host.ts';
import type { NewDataSet } from '../../shared/contract/own-procedures.ts';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { csvOf, USAGE } from '../support/cost-report.ts';
import type { ReportLine } from '../support/cost-report.ts';
import { tempFolder } from '../support/temp-core.ts';
import { button, client, core, dialog, newAccount, newMpa, show, withCore } from './support.tsx';

withCore({ localFiles: true });

/** The page with its panel, and the address in its hands. */
function Page({ mpa }: { mpa: MpaSummary }): ReactElement {
  const [params, setParams] = useState<RouteParams>({});
  return (
    <>
      <CostDataPage
        mpa={mpa}
        params={params}
        setParams={(change) =>
          setParams((before) =>
            Object.fromEntries(
              Object.entries({ ...before, ...change }).flatMap(([name, value]) =>
                value === null ? [] : [[name, value]],
              ),
            ),
          )
        }
      />
      <div ref={(target) => details.setState({ target })} />
    </>
  );
}

/** A data set whose lines are not here. */
const DATA_SET: Omit<NewDataSet, 'mpaId' | 'month' | 'state' | 'simulated' | 'sums'> = {
  source: 'bucket',
  reportName: null,
  assembly: null,
  currency: 'USD',
  lines: 1,
  accounts: 1,
  unblended: '120000000',
  proven: 'manifest',
  files: [],
  accepted: [],
  missing: [],
  cache: 'none.parquet',
};

/** A desktop on which a folder is chosen that has a report of these lines. */
function desktop(lines: readonly ReportLine[]): Partial<Host> {
  const folder = join(tempFolder(), 'report');
  mkdirSync(folder);
  writeFileSync(join(folder, 'report-1.csv'), csvOf(lines));
  return { pickLargeFiles: () => Promise.resolve({ kind: 'paths', paths: [folder] }) };
}

const of = ({ id }: MpaSummary, change: ReportLine = {}): ReportLine => ({
  ...USAGE,
  bill_payer_account_id: id,
  pricing_public_on_demand_cost: '0.0120000000',
  ...change,
});

test('a folder is added; the month is listed, with what is the matter and its lines; undo takes it back', async () => {
  const mpa = await newMpa();
  const account = await newAccount(mpa, 'Shop');
  const line = of(mpa, { line_item_usage_account_id: account });
  const shown = show(<Page mpa={mpa} />, desktop([line, { ...line, identity_line_item_id: 'line-2' }]));
  expect(await screen.findByText('No cost data yet')).toBeTruthy();
  await shown.user.click(screen.getAllByRole('button', { name: 'Add a folder…' })[0] as HTMLElement);
  await shown.user.click(await screen.findByRole('link', { name: 'October 2026' }));
  // The month is listed before what changed in it is known.
  await waitFor(() => expect(shown.told()[0]).toBe('Read cost data of October 2026: 2 lines.'));
  expect(await screen.findByText(/One account with costs in no subset/u)).toBeTruthy();
  expect(screen.getByText('1 warning, 1 hint')).toBeTruthy();
  expect(screen.getAllByText('0.02 USD')[0]?.getAttribute('title')).toBe('0.0240000000 USD');
  await shown.user.click(screen.getByRole('button', { name: 'Show the lines' }));
  await waitFor(() => expect(dialog().getAllByText('AmazonEC2')).toHaveLength(2));
  await shown.user.click(button('Close'));
  shown.session.notices.store.getState().notices[0]?.action?.run();
  expect(await screen.findByText('No cost data yet')).toBeTruthy();
});

test('a credit gets another class, the list of what Eco manages is shown before it is kept, and findings are saved', async () => {
  const mpa = await newMpa();
  const folder = tempFolder();
  const list = join(folder, 'list.csv');
  writeFileSync(list, 'Savings Plan ID\n0a1b2c3d-0000-4000-8000-000000000001\nPLAN-2\n');
  const credit = of(mpa, {
    line_item_line_item_type: 'Credit',
    line_item_line_item_description: 'Goodwill',
    line_item_unblended_cost: '-1.5',
  });
  const plan = 'arn:aws:savingsplans::222222222222:savingsplan/0a1b2c3d-0000-4000-8000-000000000001';
  const shown = show(<Page mpa={mpa} />, {
    ...desktop([credit, of(mpa, { savings_plan_savings_plan_a_r_n: plan })]),
    can: { saveToPath: true, menus: false, newWindow: false },
    pickFiles: () => Promise.resolve([{ kind: 'path', name: 'list.csv', path: list }]),
    pickSaveFile: ({ suggestedName }) => Promise.resolve(join(folder, suggestedName)),
  });
  await shown.user.click((await screen.findAllByRole('button', { name: 'Add a folder…' }))[0] as HTMLElement);
  await shown.user.click(await screen.findByRole('link', { name: 'October 2026' }));
  const table = await screen.findByRole('table', { name: 'Unblended cost by day and line item type' });
  expect(
    within(table)
      .getAllByRole('row')
      .map(({ textContent }) => textContent),
  ).toEqual(['DayCreditUsage', '2026-10-05-1.500.01']);

  await shown.user.click(screen.getByRole('button', { name: /^Credits, refunds and discounts/u }));
  await shown.user.click(screen.getByRole('button', { name: /Class of Credit: Goodwill/u }));
  await shown.user.click(await screen.findByRole('option', { name: 'bundled' }));
  expect(await screen.findByText('Chosen by you')).toBeTruthy();
  await waitFor(() => expect(shown.told()).toContain('It counts as bundled.'));

  await shown.user.click(screen.getByRole('button', { name: /^Commitments/u }));
  await shown.user.click(screen.getByRole('button', { name: 'Import the list of what Eco manages…' }));
  expect(await screen.findByText(/it is neither the ARN nor the ID/u)).toBeTruthy();
  await shown.user.click(button('Leave these rows out, and keep the list'));
  await waitFor(() => expect(shown.told()).toContain('Eco manages 1 commitment.'));
  expect(await screen.findByText('Yes')).toBeTruthy();

  await shown.user.click(screen.getByRole('button', { name: 'Save the findings as .csv' }));
  const file = join(folder, `findings-${mpa.id}-2026-10.csv`);
  await waitFor(() => expect(shown.told().some((text) => text.endsWith(`written to ${file}.`))).toBe(true));
  expect(readFileSync(file, 'utf8')).toMatch(/^\ufeffSeverity;Code;Finding;/u);
});

test('what breaks rules is asked about, one by one', async () => {
  const mpa = await newMpa();
  const strange = of(mpa, { line_item_usage_account_id: '1.2E+11', line_item_unblended_cost: '0.00000000005' });
  const shown = show(<Page mpa={mpa} />, desktop([strange]));
  await shown.user.click((await screen.findAllByRole('button', { name: 'Add a folder…' }))[0] as HTMLElement);
  expect(await screen.findByText('The report breaks rules of AWS’s own reports')).toBeTruthy();
  const accept = (): HTMLElement => button('Accept and add');
  expect(accept().getAttribute('aria-disabled') ?? accept().getAttribute('disabled')).not.toBeNull();
  for (const box of dialog().getAllByRole('checkbox')) await shown.user.click(box);
  await shown.user.click(accept());
  expect(await screen.findByRole('link', { name: 'October 2026' })).toBeTruthy();
  const [set] = await client().costData.list({ mpaId: mpa.id });
  expect(set?.accepted.map(({ rule }) => rule)).toEqual(['account-ids', 'round']);
});

test('of several months one is chosen; a month is forgotten', async () => {
  const mpa = await newMpa();
  const before = { bill_billing_period_start_date: '2026-09-01', line_item_usage_start_date: '2026-10-01' };
  const shown = show(<Page mpa={mpa} />, desktop([of(mpa), of(mpa, before)]));
  await shown.user.click((await screen.findAllByRole('button', { name: 'Add a folder…' }))[0] as HTMLElement);
  expect(await screen.findByText('Which month is the report of?')).toBeTruthy();
  await shown.user.click(dialog().getByRole('radio', { name: /^October 2026/u }));
  await shown.user.click(button('Add'));
  await shown.user.click(await screen.findByRole('link', { name: 'October 2026' }));
  await shown.user.click(await screen.findByRole('button', { name: 'Forget this month…' }));
  await shown.user.click(button('Forget it'));
  expect(await screen.findByText('No cost data yet')).toBeTruthy();
  await waitFor(() => expect(shown.told()[0]).toBe('Forgot the cost data of October 2026.'));
});

/** Files as a browser gives them, with the folder that they were in. */
const sent = (files: Readonly<Record<string, string>>): LargeFiles => ({
  kind: 'files',
  files: Object.entries(files).map(([name, text]) => ({
    name,
    bytes: Buffer.byteLength(text),
    read: (from, to) => Promise.resolve(Buffer.from(text).subarray(from, to).toString('base64')),
  })),
});

test('a folder that is dropped on the page of a browser is sent and read; what is no file of a report is not sent', async () => {
  const mpa = await newMpa();
  const manifest = { assemblyId: 'a-10', account: mpa.id, reportName: 'r', reportKeys: ['r/10/r-1.csv'] };
  const files = {
    'r/10/r-Manifest.json': JSON.stringify(manifest),
    'r/10/r-1.csv': csvOf([of(mpa)]),
    'r/10/photo.jpg': 'none of it',
  };
  show(<Page mpa={mpa} />, { droppedLargeFiles: () => Promise.resolve(sent(files)) });
  fireEvent.drop(await screen.findByText('No cost data yet'), { dataTransfer: { types: ['Files'] } });
  expect(await screen.findByRole('link', { name: 'October 2026' })).toBeTruthy();
  const [set] = await client().costData.list({ mpaId: mpa.id });
  expect([set?.proven, set?.files.map(({ name }) => name)]).toEqual(['nothing', ['r-1.csv']]);
});

test('what can’t be read of a drop is told of, and so is a drop of nothing', async () => {
  const mpa = await newMpa();
  let drops = 0;
  const shown = show(<Page mpa={mpa} />, {
    droppedLargeFiles: () => {
      drops += 1;
      return drops === 1 ? Promise.reject(new Error('gone')) : Promise.resolve({ kind: 'paths', paths: [] });
    },
  });
  const drop = (): boolean =>
    fireEvent.drop(screen.getByText('No cost data yet'), { dataTransfer: { types: ['Files'] } });
  await screen.findByText('No cost data yet');
  drop();
  await waitFor(() => expect(shown.told()).toHaveLength(1));
  drop();
  await waitFor(() => expect(shown.told()[0]).toMatch(/^There is no file of a report/u));
});

test('of files that are sent, too, what breaks rules is asked about; a folder without a report is told of', async () => {
  const mpa = await newMpa();
  const given = [
    sent({ 'photos/one.jpg': 'none' }),
    sent({ 'a.csv': csvOf([of(mpa, { line_item_unblended_cost: '0.00000000005' })]) }),
  ];
  const shown = show(<Page mpa={mpa} />, { pickLargeFiles: () => Promise.resolve(given.shift() ?? null) });
  const add = async (): Promise<void> =>
    shown.user.click((await screen.findAllByRole('button', { name: 'Add files…' }))[0] as HTMLElement);
  await add();
  await waitFor(() => expect(shown.told()[0]).toMatch(/^There is no file of a report in what you chose/u));
  await add();
  await waitFor(() => expect(dialog().getAllByRole('checkbox')).toHaveLength(1));
  await shown.user.click(dialog().getByRole('checkbox'));
  await shown.user.click(button('Accept and add'));
  expect(await screen.findByRole('button', { name: /^October 2026: final, breaks rules/u })).toBeTruthy();
});

test('the months are a calendar: what there is says so in words; arrow keys go through it; a month that is not there says how to add it', async () => {
  const mpa = await newMpa();
  const { value: file } = await core().write('aws.keepFile', { name: 'sums.gz', bytes: gzipSync('') });
  const kept = (month: string, state: 'final' | 'open', simulated: boolean): Promise<unknown> =>
    core().write('costData.keep', { ...DATA_SET, mpaId: mpa.id, month, state, simulated, sums: file.sha256 });
  await kept('2025-12', 'final', true);
  await kept('2026-02', 'open', false);
  const { user } = show(<Page mpa={mpa} />);
  const calendar = within(await screen.findByRole('region', { name: `Months of ${mpa.name}` }));
  const month = (name: string): HTMLElement => calendar.getByRole('button', { name });
  const december = month('December 2025: final, its lines are not on this computer, simulated');
  expect(december.textContent).toBe('DecFinalNot hereSimulated');
  const february = month('February 2026: open: AWS has not invoiced all of it, its lines are not on this computer');
  expect(calendar.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0)).toEqual([february]);
  february.focus();
  const press = async (keys: string, name: string): Promise<void> => {
    await user.keyboard(keys);
    expect(document.activeElement).toBe(month(name));
  };
  await press('{ArrowLeft}', 'January 2026: no cost data');
  await press('{ArrowLeft}', 'January 2026: no cost data');
  await press('{ArrowDown}', 'January 2025: no cost data');
  await press('{End}', 'December 2025: final, its lines are not on this computer, simulated');
  await user.keyboard('{Enter}');
  expect(await screen.findByText('This is of the sandbox: nothing of it is real.')).toBeTruthy();
  await user.click(month('March 2026: no cost data'));
  expect(await screen.findByText(/^There is no cost data of March 2026\. Fetch it from AWS/u)).toBeTruthy();
});

test('lines are filtered by any column; conditions are taken away one by one; a value that its column can’t have is told of', async () => {
  const mpa = await newMpa();
  const lines = ['1', '2', '3'].map((cost) =>
    of(mpa, {
      identity_line_item_id: cost,
      line_item_product_code: cost === '3' ? 'AmazonS3' : 'AmazonEC2',
      line_item_availability_zone: `eu-central-1${cost}`,
      line_item_unblended_cost: cost,
    }),
  );
  const shown = show(<Page mpa={mpa} />, desktop(lines));
  await shown.user.click((await screen.findAllByRole('button', { name: 'Add a folder…' }))[0] as HTMLElement);
  await shown.user.click(await screen.findByRole('link', { name: 'October 2026' }));
  await shown.user.click(await screen.findByRole('button', { name: 'Show the lines' }));
  const costs = (): string[] =>
    dialog()
      .queryAllByTitle(/^\d\.0{10}$/u)
      .map(({ textContent }) => textContent);
  const filter = async (text: string): Promise<void> => {
    const input = dialog().getByLabelText('Find lines by any column', { selector: 'input' });
    fireEvent.input(input, { target: { value: text } });
    await shown.user.click(await screen.findByRole('option', { name: `Use: "${text}"` }));
  };
  await waitFor(() => expect(costs()).toEqual(['1.00', '2.00', '3.00']));
  await filter('Unblended cost >= 2');
  await waitFor(() => expect(costs()).toEqual(['2.00', '3.00']));
  await filter('Product = AmazonEC2');
  await waitFor(() => expect(costs()).toEqual(['2.00']));
  await filter('line_item_availability_zone : CENTRAL-12');
  expect(await dialog().findByText('eu-central-12')).toBeTruthy();
  await shown.user.click(button('Remove filter, Unblended cost is greater than or equal to 2'));
  await shown.user.click(button('Remove filter, line_item_availability_zone contains CENTRAL-12'));
  await waitFor(() => expect(costs()).toEqual(['1.00', '2.00']));
  await filter('Unblended cost = free');
  expect(await dialog().findByText(/can't be compared with 'free': it needs an amount/u)).toBeTruthy();
});

test('an address opens the lines with its conditions; one that can’t be read opens none', () => {
  const where = [{ column: 'line_item_product_code', operator: '=', value: 'a "b" & c' } as const];
  expect(readWhere(writeWhere(where))).toEqual(where);
  expect(readWhere('[]')).toEqual([]);
  for (const text of [
    undefined,
    '',
    '[',
    '{}',
    '[1]',
    '[["no_such_column","=","1"]]',
    '[["line_item_product_code","~","1"]]',
  ])
    expect(readWhere(text)).toBeNull();
});
