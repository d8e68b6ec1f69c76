import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { openDatabase } from '../../sqlite/sqlite.ts';
import { migrate } from '../migrate.ts';
import { soundness } from '../damage.ts';

/** A hand-off mail as it was kept before. @param by 'app' where it was made, 'operator' where a person said that it was sent */
const handOff = (mpa: string, by: string, mailOn: string): string => `
  INSERT INTO setup_step (mpa_id, step, state, known_by, since, sentence, evidence) VALUES
    ('${mpa}', 'hand-off', 'in-place', '${by}', '2026-01-05T09:00:00Z', 'The hand-off mail was made.',
     '{"content":"c","mailOn":"${mailOn}","mailSha256":"m","templateSha256":"t"}');`;

const waiting = (mpa: string, mailOn: string): string => `
  INSERT INTO setup_step (mpa_id, step, state, known_by, since, due_at, sentence, evidence) VALUES
    ('${mpa}', 'vendor-link', 'waiting', 'app', '2026-01-05T09:00:01Z', '2026-01-08T09:00:00Z', 'It waits.', '{"mailSha256":"m"}');
  INSERT INTO enrolment_step (mpa_id, step, state, started_at, waiting_since, due_at, reason, evidence) VALUES
    ('${mpa}', 'connect', 'waiting', '2026-01-04T09:00:00Z', '2026-01-05T09:00:01Z', '2026-01-08T09:00:00Z', 'extractor-link',
     '{"bucket":"b","mailOn":"${mailOn}"}');`;

const MADE = accountId('011111111111');
const ANSWERED = accountId('022222222222');
const SAID = accountId('033333333333');
const WORD = accountId('055555555555');
const OTHER = accountId('044444444444');
const AT = '2026-01-05T09:00:00.123Z';

/** A ledger of schema 31 with some content, brought up to date. @returns its path */
function migrated(content: string): string {
  const path = join(tempFolder(), 'ledger.db');
  const db = openDatabase(path, 'create');
  const options = { path, clock: (): Date => new Date('2026-11-21T04:00:00.000Z'), appVersion: '0.1.0' };
  migrate(db, { ...options, to: 31 });
  db.exec(`INSERT INTO operation (id, kind, command, label, who, host, at) VALUES (1, 'do', 'test', 'a', 'a', 'cli', '2026');
    INSERT INTO current_operation (id, operation_id) VALUES (1, 1);
    INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, added_at) VALUES
      ('${MADE}', 'Made', 'made', 'customer-of-msp', NULL, '2026'),
      ('${ANSWERED}', 'Answered', 'answered', 'customer-of-msp', '606000000001', '2026'),
      ('${SAID}', 'Said', 'said', 'customer-of-msp', '606000000001', '2026'),
      ('${WORD}', 'Word', 'word', 'customer-of-msp', '606000000001', '2026'),
      ('${OTHER}', 'Other', 'other', 'msp', '606000000001', '2026');
    ${content}
    DELETE FROM current_operation;`);
  migrate(db, options);
  expect(soundness(db)).toEqual({ sound: true, problems: [] });
  db.close();
  return path;
}

it('a mail that was made is not known to be sent: nothing waits for its answer, and nothing says when it was sent', async () => {
  const { core, client } = tempCore({ ledgerPath: migrated(handOff(MADE, 'app', AT) + waiting(MADE, AT)) });
  const known = await core.read('aws.knownSteps', { mpaId: MADE });
  expect(known.map(({ step, state, dueAt, evidence }) => ({ step, state, dueAt, evidence }))).toEqual([
    {
      step: 'hand-off',
      state: 'to-do',
      dueAt: null,
      evidence: { content: 'c', madeOn: AT, mailSha256: 'm', templateSha256: 't' },
    },
    { step: 'vendor-link', state: 'to-do', dueAt: null, evidence: { mailSha256: 'm' } },
  ]);
  expect(await client.aws.waiting()).toEqual([]);
  const { steps } = await client.steps.list({ mpaId: MADE });
  expect(steps.find(({ key }) => key === 'connect')).toMatchObject({
    state: 'needs-you',
    due: null,
    waitingSince: null,
    evidence: { bucket: 'b' },
  });
  const [last] = await client.history.list({ limit: 1 });
  expect(last).toMatchObject({ kind: 'observation', command: 'ledger.migrate', who: 'Enrollment Desk', changes: 5 });
  // From here on a person can say it.
  const { value } = await client.aws.markHandOffSent({ mpaId: MADE, sentAt: '2026-01-06T10:00:00Z' });
  expect(value).toMatchObject({ state: 'sent', madeOn: AT, answerDue: '2026-01-09T10:00:00Z' });
});

it('a mail that was answered stays in place; what a person has said stays as it was said, wait and all', async () => {
  const content = `
    INSERT INTO aws_setup (mpa_id, extractor_link) VALUES ('${ANSWERED}', 'https://vendor.example');
    INSERT INTO setup_step (mpa_id, step, state, known_by, since, sentence) VALUES
      ('${WORD}', 'vendor-link', 'in-place', 'operator', '2026-01-06T09:00:00Z', 'Done by hand: it came');
    ${handOff(ANSWERED, 'app', AT)} ${handOff(WORD, 'app', AT)} ${handOff(SAID, 'operator', 'last Monday')} ${waiting(SAID, 'last Monday')}`;
  const { core, client } = tempCore({ ledgerPath: migrated(content) });
  const [answered] = await core.read('aws.knownSteps', { mpaId: ANSWERED });
  expect(answered).toMatchObject({
    state: 'in-place',
    sentence: 'The vendor has answered the hand-off mail with its link.',
    evidence: { content: 'c', madeOn: AT, mailSha256: 'm', templateSha256: 't' },
  });
  expect((await core.read('aws.knownSteps', { mpaId: WORD })).map(({ state }) => state)).toEqual([
    'in-place',
    'in-place',
  ]);
  expect(await core.read('aws.knownSteps', { mpaId: SAID })).toMatchObject([
    { step: 'hand-off', state: 'in-place', knownBy: 'operator', evidence: { mailOn: 'last Monday' } },
    { step: 'vendor-link', state: 'waiting', dueAt: '2026-01-08T09:00:00Z' },
  ]);
  const { steps } = await client.steps.list({ mpaId: SAID });
  expect(steps.find(({ key }) => key === 'connect')?.evidence).toEqual({ bucket: 'b', mailOn: 'last Monday' });
});

it('a Spot Org ID of the sign-up is the payer account’s where that has none; another one stays evidence of before', async () => {
  const signUp = (mpa: string, org: string): string => `INSERT INTO enrolment_step (mpa_id, step, state, evidence)
    VALUES ('${mpa}', 'sign-up', 'done', '{"mail":"of Ann","spotOrgId":"${org}"}');`;
  const content = [signUp(MADE, '606000000009'), signUp(SAID, '606000000001'), signUp(OTHER, '606000000008')].join('');
  const { client } = tempCore({ ledgerPath: migrated(content) });
  const kept = async (id: typeof MADE) => {
    const { steps } = await client.steps.list({ mpaId: id });
    return [(await client.mpas.get({ id })).spotOrgId, steps[0]?.evidence];
  };
  expect(await kept(MADE)).toEqual(['606000000009', { mail: 'of Ann', spotOrgId: '606000000009' }]);
  expect(await kept(SAID)).toEqual(['606000000001', { mail: 'of Ann', spotOrgId: '606000000001' }]);
  expect(await kept(OTHER)).toEqual([
    '606000000001',
    { mail: 'of Ann', formerSpotOrgId: '606000000008', spotOrgId: '606000000001' },
  ]);
});

it('a ledger that has nothing of it gets no operation', async () => {
  const { client } = tempCore({ ledgerPath: migrated('') });
  expect((await client.history.list({})).map(({ command }) => command)).toEqual(['test']);
});
