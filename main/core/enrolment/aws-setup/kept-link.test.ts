/** What is secret in the vendor's links: forgotten for good, never in the history, nor in a backup, nor brought back by undo. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';
import type { Core } from '../../core.ts';
import { migrate } from '../../ledger/migrate.ts';
import { openReader } from '../../ledger/open-writer.ts';
import { openDatabase } from '../../sqlite/sqlite.ts';

const mpaId = accountId('099999999999');
const [SIGNATURE, KEY] = ['f00dfeedf00dfeedf00dfeed', 'hush-hush-4711'];
const PAGE = 'https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate';
const TEMPLATE = encodeURIComponent('https://vendor.s3.us-east-1.amazonaws.com/extractor.yml');
const PUBLIC = `${PAGE}?templateURL=${TEMPLATE}&param_CustomerName=Contoso&param_CustomerKey=`;

/** Longer than a page of SQLite, as tokens of sessions make links. */
const link = (signature = SIGNATURE): string =>
  `${PAGE}?templateURL=${TEMPLATE}${encodeURIComponent(`?X-Amz-Security-Token=${'t0ken'.repeat(1000)}&X-Amz-Signature=${signature}`)}&param_CustomerName=Contoso&param_CustomerKey=${KEY}`;

const give = (core: Core, url: string): Promise<unknown> =>
  core.write('aws.keepLink', { mpaId, kind: 'extractor', url, accounts: null, stackName: null });

async function deskWithLink(): Promise<ReturnType<typeof tempCore>> {
  const made = tempCore({ now: '2026-11-21T06:00:00Z' });
  await made.client.mpas.add({ id: mpaId, name: 'Contoso', scenario: 'customer-of-msp' });
  await give(made.core, link());
  return made;
}

/** Which of a ledger's files have a text in them, wherever. */
function filesWith(path: string, text: string): string[] {
  return ['', '-wal', '-shm', '-journal'].filter(
    (ending) => existsSync(`${path}${ending}`) && readFileSync(`${path}${ending}`).includes(text),
  );
}

const SECRETS = [SIGNATURE, KEY, 't0ken'];

test('a link with secrets works as a whole; the history has its public part', async () => {
  const { core, client } = await deskWithLink();
  expect(await client.aws.choices({ mpaId })).toMatchObject({ extractorLink: link(), lostLinks: [] });
  const { changes } = await client.history.get({ id: 2 });
  expect(changes.map(({ after }) => after?.['extractor_link'])).toEqual([PUBLIC]);
  // The same again is no change.
  await give(core, link());
  expect((await client.history.list({})).map(({ id }) => id)).toEqual([2, 1]);
});

test('forgetting forgets: no page of the file, no log and no backup has it any more, while others have the ledger open', async () => {
  const { client, ledgerPath } = await deskWithLink();
  const reader = openReader(ledgerPath);
  reader.prepare('SELECT count(*) FROM aws_setup').get();
  const before = await resultOf(await client.ledger.backup({}));
  for (const secret of SECRETS) {
    expect(filesWith(ledgerPath, secret).length).toBeGreaterThan(0);
    expect(filesWith(before.path, secret)).toEqual([]);
  }
  await client.aws.choose({ mpaId, forgetLink: 'extractor' });
  const after = await resultOf(await client.ledger.backup({}));
  for (const secret of SECRETS) {
    expect(filesWith(ledgerPath, secret)).toEqual([]);
    expect(filesWith(after.path, secret)).toEqual([]);
  }
  reader.close();
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true });
});

test('who reads on a snapshot of before keeps the log; what is in it is wiped after the next change', async () => {
  const { client, ledgerPath } = await deskWithLink();
  const reader = openReader(ledgerPath);
  reader.exec('BEGIN');
  reader.prepare('SELECT value FROM secret').get();
  await client.aws.choose({ mpaId, forgetLink: 'extractor' });
  expect(filesWith(ledgerPath, KEY)).not.toEqual([]);
  reader.exec('COMMIT');
  reader.close();
  await client.mpas.set({ id: mpaId, name: 'Contoso Ltd' });
  for (const secret of SECRETS) expect(filesWith(ledgerPath, secret)).toEqual([]);
});

test('undo and redo take back and bring back the link, without what was forgotten, and say that it has to be given again', async () => {
  const { core, client, ledgerPath } = await deskWithLink();
  await client.aws.choose({ mpaId, forgetLink: 'extractor' });
  const lost = { extractorLink: null, lostLinks: ['extractor'] };
  await client.history.undo({});
  expect(await client.aws.choices({ mpaId })).toMatchObject(lost);
  await client.history.undo({});
  expect(await client.aws.choices({ mpaId })).toMatchObject({ extractorLink: null, lostLinks: [] });
  await client.history.redo({});
  expect(await client.aws.choices({ mpaId })).toMatchObject(lost);
  for (const secret of SECRETS) expect(filesWith(ledgerPath, secret)).toEqual([]);
  // Given again it is there again, though its public part is the same.
  await give(core, link());
  expect(await client.aws.choices({ mpaId })).toMatchObject({ extractorLink: link(), lostLinks: [] });
  // One that takes its place takes it away, and the undo of that does not have it either.
  await give(core, link('0123456789abcdef'));
  expect(filesWith(ledgerPath, SIGNATURE)).toEqual([]);
  await client.history.undo({});
  expect(await client.aws.choices({ mpaId })).toMatchObject(lost);
});

test('the copy of the day does not have them either, and the ledger still does', async () => {
  const { core, ledgerPath } = await deskWithLink();
  await core.close();
  const { client } = tempCore({ ledgerPath, now: '2026-11-23T06:00:00Z' });
  await client.mpas.set({ id: mpaId, name: 'Contoso Ltd' });
  const [daily] = (await client.ledger.backups())
    .map(({ path }) => path)
    .filter((path) => path.includes('daily-20261123'));
  for (const secret of SECRETS) expect(filesWith(daily ?? '', secret)).toEqual([]);
  expect(readFileSync(daily ?? '').includes('param_CustomerName=Contoso')).toBe(true);
  expect(await client.aws.choices({ mpaId })).toMatchObject({ extractorLink: link() });
});

test('with the payer account its secrets go', async () => {
  const { client, ledgerPath } = await deskWithLink();
  await client.mpas.remove({ id: mpaId });
  for (const secret of SECRETS) expect(filesWith(ledgerPath, secret)).toEqual([]);
});

test('a restored backup has the link without them', async () => {
  const { core, client } = await deskWithLink();
  const { path } = await resultOf(await client.ledger.backup({}));
  await core.restore(path, null);
  expect(await client.aws.choices({ mpaId })).toMatchObject({ extractorLink: null, lostLinks: ['extractor'] });
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true, damagedCopies: [] });
});

/** A ledger of before migration 37: a link with secrets that was kept, replaced, forgotten, and one that is there. */
function olderLedger(): string {
  const path = join(tempFolder(), 'ledger.db');
  const db = openDatabase(path, 'create');
  const clock = (): Date => new Date('2026-11-20T06:00:00Z');
  migrate(db, { path, clock, appVersion: '0.1.0', to: 36 });
  const steps = [
    `INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${mpaId}', 'Contoso', 'contoso', 'customer-of-msp', '2026')`,
    `INSERT INTO aws_setup (mpa_id, extractor_link) VALUES ('${mpaId}', '${link('01d')}')`,
    `UPDATE aws_setup SET extractor_link = NULL`,
    `UPDATE aws_setup SET extractor_link = '${link()}', role_link = '${PAGE}?templateURL=${TEMPLATE}'`,
  ];
  steps.forEach((sql, index) => {
    db.exec(`INSERT INTO operation (id, kind, command, label, mpa_id, who, host, at) VALUES (${index + 1}, 'do', 'aws.x', 'x', '${mpaId}', 'kim', 'cli', '2026-11-20T06:00:00.000Z');
      INSERT INTO current_operation (id, operation_id) VALUES (1, ${index + 1}); ${sql}; DELETE FROM current_operation`);
  });
  db.close();
  return path;
}

test('the migration takes them out of the history, keeps what is still in use, and the history can be undone', async () => {
  const path = olderLedger();
  expect(filesWith(path, 'Signature%3D01d')).toEqual(['']);
  const { core, client } = tempCore({ ledgerPath: path });
  await core.openForWriting();
  expect(await client.aws.choices({ mpaId })).toMatchObject({
    extractorLink: link(),
    roleLink: `${PAGE}?templateURL=${TEMPLATE}`,
    lostLinks: [],
  });
  expect(filesWith(path, 'Signature%3D01d')).toEqual([]);
  const images = (await client.history.get({ id: 4 })).changes.map(({ before, after }) => [
    before?.['extractor_link'],
    after?.['extractor_link'],
  ]);
  expect(images).toEqual([[null, PUBLIC]]);
  expect((await client.history.get({ id: 2 })).changes.map(({ after }) => after?.['extractor_link'])).toEqual([PUBLIC]);
  await client.history.undo({});
  for (const secret of SECRETS) expect(filesWith(path, secret)).toEqual([]);
  await client.history.undo({});
  expect(await client.aws.choices({ mpaId })).toMatchObject({ extractorLink: null, lostLinks: ['extractor'] });
  await client.history.undo({});
  expect(await client.aws.choices({ mpaId })).toMatchObject({ extractorLink: null, lostLinks: [] });
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true });
});
