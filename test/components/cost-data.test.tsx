/** Cost data: a report is added, asked about, looked at and forgotten, as a person does it on the desktop. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { CostDataPage } from '../../renderer/features/cost-data/page.tsx';
import { details } from '../../renderer/session/details.tsx';
import type { RouteParams } from '../../renderer/session/route.ts';
import type { Host } from '../../renderer/host.ts';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { csvOf, USAGE } from '../support/cost-report.ts';
import type { ReportLine } from '../support/cost-report.ts';
import { tempFolder } from '../support/temp-core.ts';
import { button, client, dialog, newAccount, newMpa, show, withCore } from './support.tsx';

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

/** A desktop on which a folder is chosen that has a report of these lines. */
function desktop(lines: readonly ReportLine[]): Partial<Host> {
  const folder = join(tempFolder(), 'report');
  mkdirSync(folder);
  writeFileSync(join(folder, 'report-1.csv'), csvOf(lines));
  return {
    can: { saveToPath: true, menus: false, newWindow: false },
    pickFolder: () => Promise.resolve(folder),
  };
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
  expect(shown.told()[0]).toBe('Read cost data of October 2026: 2 lines.');
  expect(await screen.findByText(/One account with costs in no subset/u)).toBeTruthy();
  expect(screen.getByText('1 warning, 1 hint')).toBeTruthy();
  expect(screen.getAllByText('0.02 USD')[0]?.getAttribute('title')).toBe('0.0240000000 USD');
  await shown.user.click(screen.getByRole('button', { name: 'Show the lines' }));
  await waitFor(() => expect(dialog().getAllByText('AmazonEC2')).toHaveLength(2));
  await shown.user.click(button('Close'));
  shown.session.notices.store.getState().notices[0]?.action?.run();
  expect(await screen.findByText('No cost data yet')).toBeTruthy();
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

test('a page in a browser says where reports can be added', async () => {
  const mpa = await newMpa();
  show(<Page mpa={mpa} />);
  const [add] = await screen.findAllByRole('button', { name: 'Add a folder…' });
  expect(add?.getAttribute('aria-disabled')).toBe('true');
});
