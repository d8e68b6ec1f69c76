import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { openLog } from '../log/log.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnose.ts';
import { diagnosisText } from './report.ts';

const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');

/** Names, numbers and addresses of a made-up customer; none may be found in a diagnosis. */
const KNOWN = [
  'Zanzibar Shipping',
  'zanzibar',
  'Quagga Retail',
  '099999999999',
  '012345678901',
  'root@quagga.example',
  'quagga',
  '606000000077',
  'Xylophone resale',
  'Yeti note',
  'customers-of-kim',
];

async function busyLedger(): Promise<{ diagnosis: Diagnosis; folder: string }> {
  const folder = join(tempFolder(), 'customers-of-kim');
  const logFolder = join(folder, 'log');
  mkdirSync(folder);
  const { core, client, ledgerPath } = tempCore({ ledgerPath: join(folder, 'zanzibar', 'ledger.db') });
  const mpaId = accountId('099999999999');
  await client.mpas.add({ id: mpaId, name: 'Zanzibar Shipping', scenario: 'enterprise', spotOrgId: '606000000077' });
  const { value: subset } = await client.subsets.add({ mpaId, name: 'Quagga Retail', note: 'Yeti note' });
  await client.accounts.add({
    mpaId,
    id: accountId('012345678901'),
    name: 'Quagga Retail prod',
    email: 'root@quagga.example',
    subsetId: subset.id,
  });
  await client.endCustomers.add({ mpaId, name: 'Quagga Retail', consoleEmail: 'root@quagga.example' });
  const log = openLog(logFolder, clock);
  log.warn('host.ledger', 'The subset Quagga Retail is full', { code: 'CONFLICT', path: ledgerPath });
  log.error('rpc.internal', 'Quagga Retail', new AppError('NOT_FOUND', 'There is no subset Quagga Retail.'));
  log.error('rpc.internal', 'A call failed', typeError());
  log.error('rpc.internal', 'A call failed', new RangeError('not an account ID: Zanzibar Shipping in Quagga Retail'));
  await log.close();
  const options = { ledgerPath, logFolder, dataFolder: logFolder, home: folder, appVersion: '0.1.0', clock };
  const diagnosis = diagnose(options);
  await core.close();
  return { diagnosis, folder };
}

function typeError(): unknown {
  try {
    const nothing = JSON.parse('null') as { account: { name: string } };
    return nothing.account.name;
  } catch (error) {
    return error;
  }
}

test('a diagnosis has versions, health and the log, and nothing of a customer', async () => {
  const { diagnosis } = await busyLedger();
  expect(diagnosis).toMatchObject({
    at: '2026-11-21T04:00:00Z',
    app: '0.1.0',
    node: process.versions.node,
    ledger: {
      schema: diagnosis.ledger.programSchema,
      sound: true,
      problems: 0,
      error: null,
      rows: { mpa: 1, account: 1, subset: 1, end_customer: 1, operation: 4 },
      lock: { host: 'test', pid: process.pid, thisMachine: true },
    },
  });
  expect(diagnosis.sqlite).toMatch(/^3\.\d+\.\d+$/);
  expect(diagnosis.log.lines.map(({ level, id, code, fault }) => ({ level, id, code, fault }))).toEqual([
    { level: 'warn', id: 'host.ledger', code: 'CONFLICT', fault: null },
    { level: 'error', id: 'rpc.internal', code: 'NOT_FOUND', fault: 'AppError' },
    {
      level: 'error',
      id: 'rpc.internal',
      code: null,
      fault: "TypeError: Cannot read properties of null (reading 'account')",
    },
    { level: 'error', id: 'rpc.internal', code: null, fault: 'RangeError' },
  ]);
  expect(diagnosis.log.lines[2]?.frames[0]).toMatch(/^typeError main\/core\/diagnose\/diagnose\.test\.ts:\d+$/);
  const all = `${JSON.stringify(diagnosis)}\n${diagnosisText(diagnosis)}`.toLowerCase();
  expect(KNOWN.filter((name) => all.includes(name.toLowerCase()))).toEqual([]);
  expect(all).not.toContain('@quagga');
});

test('folders that people named are not shown, the home folder is ~', async () => {
  const { diagnosis, folder } = await busyLedger();
  expect(diagnosis.ledger.path).toMatch(/^~[/\\]…$/);
  expect(diagnosis.log.folder).toMatch(/^~[/\\]log$/);
  expect(JSON.stringify(diagnosis)).not.toContain(folder);
  expect(diagnosis.ledger.lock).not.toHaveProperty('who');
  const { username } = userInfo();
  if (username.length > 4) expect(diagnosisText(diagnosis)).not.toContain(username);
});

test('a ledger that is missing, damaged or no ledger at all is part of the answer', () => {
  const folder = tempFolder();
  const options = { logFolder: folder, dataFolder: folder, home: '/home/kim', appVersion: '0.1.0', clock };
  const missing = diagnose({ ...options, ledgerPath: join(folder, 'none.db') });
  expect(missing.ledger).toMatchObject({ bytes: null, error: 'LEDGER_NOT_FOUND', sound: null, rows: {}, lock: null });
  expect(missing.log.lines).toEqual([]);
  const path = join(folder, 'broken.db');
  writeFileSync(path, 'Zanzibar Shipping '.repeat(1000));
  const broken = diagnose({ ...options, ledgerPath: path });
  expect(broken.ledger).toMatchObject({ bytes: 18_000, error: 'LEDGER_DAMAGED', sound: null });
  expect(diagnosisText(broken)).toContain("can't be opened: LEDGER_DAMAGED");
  expect(diagnosisText(broken)).not.toContain('Zanzibar');
});

test('lines of the log that are none, or not ours, are left out', () => {
  const folder = tempFolder();
  const lines = [
    'e":"cut off at the beginning Zanzibar"}',
    '{"at":"2026-11-21T04:00:00.000Z","level":"info","id":"Zanzibar Shipping","message":"x"}',
    '{"at":"2026-11-21T04:00:00.000Z","level":"info","id":"web.started","message":"Zanzibar","data":{"code":"Zanzibar"}}',
  ];
  writeFileSync(join(folder, 'enrollment-desk.log'), `${lines.join('\n')}\n`);
  const found = diagnose({
    ledgerPath: join(folder, 'none.db'),
    logFolder: folder,
    dataFolder: folder,
    home: '/home/kim',
    appVersion: '0.1.0',
    clock,
  });
  expect(found.log.lines).toEqual([
    { at: '2026-11-21T04:00:00.000Z', level: 'info', id: 'web.started', code: null, fault: null, frames: [] },
  ]);
});
