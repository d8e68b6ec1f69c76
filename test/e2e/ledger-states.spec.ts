import Database from 'better-sqlite3';
import { expect, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();

test.describe('a ledger that another program changes', () => {
  test.use({ ledger: { mpa: { id: '099999999999', name: 'Northwind' } } });

  test('who else works on the ledger is named, for as long as they do', async ({ desk }, testInfo) => {
    const { page } = desk;
    await expect(page.getByRole('row', { name: /Northwind/ })).toBeVisible();
    const letGo = desk.holdLedger();
    await expect(page.getByText('kim is changing this ledger with the command line')).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath('held.png') });
    await letGo();
    await expect(page.getByText('Read-only for the moment')).toBeHidden();
  });
});

test.describe('a file that is no ledger', () => {
  test.use({ ledger: Buffer.from('this is no database '.repeat(500)) });

  test('is told of, with its code', async ({ desk }, testInfo) => {
    const { page } = desk;
    await expect(page.getByText("The ledger can't be read")).toBeVisible();
    await expect(page.getByText('LEDGER_DAMAGED')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Read again' })).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath('damaged.png') });
  });
});

/** A ledger as a version of the program from years ahead would leave it: the mark of our files, and a schema nobody knows yet. */
function fromTheFuture(): Uint8Array {
  const db = new Database(':memory:');
  db.pragma(`application_id = ${Number('0x454e5244')}`);
  db.pragma('user_version = 9999');
  db.exec('CREATE TABLE mpa (id TEXT)');
  return db.serialize();
}

test.describe('a ledger of a newer version', () => {
  test.use({ ledger: fromTheFuture() });

  test('is told of, with what to do, and stays as it is', async ({ desk }) => {
    const { page } = desk;
    await expect(page.getByText('LEDGER_TOO_NEW')).toBeVisible();
    await expect(
      page.getByText(/made by a newer Enrollment Desk \(schema 9999; .*Update the program; nothing was changed\./),
    ).toBeVisible();
  });
});
