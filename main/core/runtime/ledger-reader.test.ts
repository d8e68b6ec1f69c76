import { expect, test } from 'vitest';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { LedgerReader } from './ledger-reader.ts';

test('while another file takes its place nobody opens the ledger, and who wants to read waits', async () => {
  const reader = new LedgerReader(tempLedger().path, () => Promise.resolve());
  const version = reader.version();
  let done = (): void => undefined;
  const replaced = reader.closedWhile(() => new Promise<void>((resolve) => (done = resolve)));
  const order: string[] = [];
  const read = reader.use(() => order.push('read'));
  // Whoever watches it sees no change.
  expect(reader.version()).toBe(version);
  await new Promise((resolve) => setImmediate(resolve));
  order.push('replaced');
  done();
  await Promise.all([replaced, read]);
  expect(order).toEqual(['replaced', 'read']);
  reader.close();
});

test('a replacement that fails lets reading go on', async () => {
  const reader = new LedgerReader(tempLedger().path, () => Promise.resolve());
  await expect(reader.closedWhile(() => Promise.reject(new Error('held')))).rejects.toThrow('held');
  expect(await reader.use((db) => db.pragma('application_id', { simple: true }))).toBe(0x454e5244);
  reader.close();
});
