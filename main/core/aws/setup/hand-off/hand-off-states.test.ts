/** The hand-off mail is made, sent and answered. Times go by the ledger's clock, which the tests set. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsDesk, stepOf } from '../../../../../test/support/aws-desk.ts';
import type { AwsDesk } from '../../../../../test/support/aws-desk.ts';
import { tempFolder } from '../../../../../test/support/temp-core.ts';
import { act } from '../../../../../shared/domain/action.ts';

const DAY = 86_400_000;
const NOW = '2026-11-21T04:00:00.000Z';
const ID = { mpaId: '111122223333' };

/** A desk whose hand-off mail was made at four o'clock. In a demo a rehearsal counts, so the procedure follows it. */
async function made(): Promise<AwsDesk> {
  const desk = await awsDesk({ now: NOW });
  await desk.core.write('ledger.becomeDemo', undefined);
  await desk.apply();
  desk.sandbox.advance(DAY);
  await desk.apply([], 'crawler-template');
  await desk.apply([], 'hand-off');
  return desk;
}

async function connectOf({ client, mpaId }: AwsDesk) {
  const { steps } = await client.steps.list({ mpaId });
  return steps.find(({ key }) => key === 'connect');
}

/** The mail as it is written now, without the soft line ends of its encoding. */
async function mailOf({ client, mpaId }: AwsDesk): Promise<string> {
  const { files } = await client.aws.handOff({ mpaId, folder: tempFolder() });
  return readFileSync(files[0] ?? '', 'ascii').replaceAll('=\r\n', '');
}

async function giveLink({ core, mpaId, sandbox }: AwsDesk): Promise<void> {
  const url = sandbox.status().accounts[0]?.vendorLink ?? '';
  await core.task('aws.link', { mpaId, url, kind: null, accounts: null, stackName: null });
}

describe('a hand-off mail that was made', () => {
  it('is not sent: it is the operator’s move, nothing is waited for, and nothing says that it was sent', async () => {
    const desk = await made();
    const { state, sentence, evidence } = stepOf(await desk.plan(), 'hand-off');
    expect([state, evidence['madeOn'], evidence['mailOn']]).toEqual(['needs-you', '2026-11-21T04:00:00Z', undefined]);
    expect(sentence).toBe(
      `The hand-off mail was made at 2026-11-21 04:00 UTC, marked as simulated: do not send it. Write it to a folder with: ${act('aws.hand-off', ID)}. To go on as if it was sent: ${act('aws.hand-off-sent', ID)}.`,
    );
    expect(await desk.client.aws.waiting()).toEqual([]);
    expect(await connectOf(desk)).toMatchObject({ state: 'needs-you', due: null });
    expect((await connectOf(desk))?.evidence).not.toHaveProperty('mailOn');
    expect(stepOf(await desk.client.aws.status({ mpaId: desk.mpaId }), 'hand-off').state).toBe('needs-you');
  });

  it('follows the settings and the payer account until it is sent, and stands from then on', async () => {
    const desk = await made();
    const { settings, mpas, aws } = desk.client;
    expect(await mailOf(desk)).toContain('Hello <account representative>,');
    const values = { representativeName: 'Robin', representativeEmail: 'robin@vendor.example', senderName: 'Sam' };
    await settings.set({ values });
    await mpas.set({ id: desk.mpaId, spotOrgId: '606000000009' });
    const last = await mailOf(desk);
    expect(last).toContain('To: robin@vendor.example\r\n');
    expect(last).toContain('Hello Robin,');
    expect(last).toContain('Best regards\r\nSam\r\n');
    expect(last).toContain('Spot OrgIDs: 606000000009');
    expect(stepOf(await desk.plan(), 'hand-off').state).toBe('needs-you');

    await aws.markHandOffSent({ mpaId: desk.mpaId });
    await settings.set({ values: { representativeName: 'Kim', representativeEmail: 'kim@vendor.example' } });
    expect(await mailOf(desk)).toBe(last);
    expect(stepOf(await desk.plan(), 'hand-off').state).toBe('in-place-simulated');
  });

  it('can’t be written while what it has to name is not known any more', async () => {
    const desk = await made();
    await desk.client.mpas.set({ id: desk.mpaId, spotOrgId: null });
    await expect(desk.client.aws.handOff({ mpaId: desk.mpaId, folder: tempFolder() })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `The hand-off mail has to name the customer's Spot Org ID${act('mpa.field', { field: 'spotOrgId' })}. Set it with: ${act('mpa.set', ID)}.`,
    });
  });
});

describe('a hand-off mail that was sent', () => {
  it('is waited for 72 hours from when it was sent, and undo takes back all of it', async () => {
    const desk = await made();
    const { client, mpaId } = desk;
    const { value, operation } = await client.aws.markHandOffSent({ mpaId, sentAt: '2026-11-20T23:30:00.000Z' });
    expect(value).toEqual({
      mpaId,
      state: 'sent',
      madeOn: '2026-11-21T04:00:00Z',
      sentOn: '2026-11-20T23:30:00Z',
      answerDue: '2026-11-23T23:30:00Z',
    });
    expect(operation?.label).toBe('Sent the hand-off mail of Contoso');
    const wait = {
      mpaId,
      step: 'vendor-link',
      since: '2026-11-20T23:30:00Z',
      dueAt: '2026-11-23T23:30:00Z',
    };
    expect(await client.aws.waiting()).toEqual([wait]);
    expect(await connectOf(desk)).toMatchObject({
      state: 'waiting',
      waitingFor: "the vendor's link for the extractor",
      waitingSince: '2026-11-20T23:30:00Z',
      due: '2026-11-23T23:30:00Z',
      evidence: { mailOn: '2026-11-20T23:30:00Z (simulated)' },
    });
    const status = await client.aws.status({ mpaId });
    expect(stepOf(status, 'hand-off')).toMatchObject({
      state: 'in-place-simulated',
      knownBy: 'operator',
      sentence: 'The hand-off mail was sent on 2026-11-20 23:30 UTC.',
    });
    expect(stepOf(status, 'vendor-link')).toMatchObject({ state: 'waiting', due: '2026-11-23T23:30:00Z' });
    // What a run sees later is the same wait.
    await desk.apply();
    expect(await client.aws.waiting()).toEqual([wait]);

    await client.history.undo();
    expect(await client.aws.waiting()).toEqual([]);
    expect(stepOf(await desk.apply(), 'hand-off').state).toBe('needs-you');
    expect((await connectOf(desk))?.evidence).not.toHaveProperty('mailOn');
  });

  it('is refused before it was made, twice, and at a time to come; nothing is changed then', async () => {
    const desk = await awsDesk({ now: NOW });
    const { aws, history } = desk.client;
    await desk.apply();
    await expect(aws.markHandOffSent({ mpaId: desk.mpaId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `There is no hand-off mail for Contoso (111122223333) yet. It is made by: ${act('aws.apply')}, after the first delivery of the report.`,
    });
    desk.sandbox.advance(DAY);
    await desk.apply([], 'crawler-template');
    await desk.apply([], 'hand-off');
    await expect(aws.markHandOffSent({ mpaId: desk.mpaId, sentAt: '2026-11-21T04:00:01.000Z' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: '2026-11-21T04:00:01.000Z is still to come. Give the time at which it was sent.',
    });
    expect(await aws.waiting()).toEqual([]);
    await aws.markHandOffSent({ mpaId: desk.mpaId });
    const before = await history.list({});
    await expect(aws.markHandOffSent({ mpaId: desk.mpaId })).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'The hand-off mail of Contoso (111122223333) was said to be sent before: The hand-off mail was sent on 2026-11-21 04:00 UTC. Nothing was changed.',
    });
    expect(await history.list({})).toEqual(before);
  });

  it('is to be sent again when what it tells has changed: its wait is over, and nothing says any more that it was sent', async () => {
    const desk = await made();
    const { client, mpaId } = desk;
    await client.aws.markHandOffSent({ mpaId });
    await client.mpas.set({ id: mpaId, stackName: 'EcoStack' });
    expect(stepOf(await desk.plan('hand-off'), 'hand-off')).toMatchObject({
      state: 'will-do',
      sentence:
        'The hand-off mail will be made, with crawler-cfn.yml. What it tells has changed since it was sent, so it has to be sent again.',
    });
    const again = stepOf(await desk.apply([], 'hand-off'), 'hand-off');
    expect([again.state, again.evidence['mailOn']]).toEqual(['needs-you', undefined]);
    expect(await client.aws.waiting()).toEqual([]);
    expect((await connectOf(desk))?.evidence).not.toHaveProperty('mailOn');
    await client.aws.markHandOffSent({ mpaId });
    expect(stepOf(await desk.plan('hand-off'), 'hand-off').state).toBe('in-place-simulated');
    expect(await client.aws.waiting()).toMatchObject([{ step: 'vendor-link', dueAt: '2026-11-24T04:00:00Z' }]);
  });

  it('by hand is waited for as well, whatever it tells', async () => {
    const desk = await made();
    const { client, mpaId } = desk;
    await client.aws.done({ mpaId, step: 'hand-off', how: 'by our own mail' });
    expect(await client.aws.waiting()).toMatchObject([{ step: 'vendor-link', dueAt: '2026-11-24T04:00:00Z' }]);
    await client.mpas.set({ id: mpaId, stackName: 'EcoStack' });
    expect(stepOf(await desk.plan('hand-off'), 'hand-off')).toMatchObject({
      state: 'in-place-simulated',
      sentence: 'Done by hand: by our own mail',
    });
  });
});

describe('a hand-off mail that was answered', () => {
  it('has been sent, whether that was said or not; made anew it is to be sent again although a link is there', async () => {
    const desk = await made();
    const { client, mpaId } = desk;
    await giveLink(desk);
    const answered = await desk.plan();
    expect(stepOf(answered, 'hand-off')).toMatchObject({
      state: 'in-place-simulated',
      sentence: 'The vendor has answered the hand-off mail with its link.',
    });
    expect(stepOf(answered, 'vendor-link').state).toBe('in-place-simulated');
    expect(await client.aws.waiting()).toEqual([]);

    const before = await mailOf(desk);
    await client.settings.set({ values: { senderName: 'Sam' } });
    expect(await mailOf(desk)).toBe(before);

    await client.mpas.set({ id: mpaId, stackName: 'EcoStack' });
    expect(stepOf(await desk.apply([], 'hand-off'), 'hand-off').state).toBe('needs-you');
    expect(await mailOf(desk)).toContain('Sam\r\n');
    expect((await client.aws.markHandOffSent({ mpaId })).value).toMatchObject({ state: 'answered', answerDue: null });
    expect(await client.aws.waiting()).toEqual([]);
    expect(stepOf(await desk.plan(), 'vendor-link').state).toBe('in-place-simulated');
  });

  it('by the word of a person that the link has come has been sent as well', async () => {
    const desk = await made();
    await desk.client.aws.done({ mpaId: desk.mpaId, step: 'vendor-link', how: 'Robin gave it to us' });
    const report = await desk.plan();
    expect(stepOf(report, 'hand-off').sentence).toBe('The vendor has answered the hand-off mail with its link.');
    expect(stepOf(report, 'vendor-link').state).toBe('in-place-simulated');
  });

  it('comes with the very bytes of its files where a folder can’t be named', async () => {
    const desk = await made();
    const folder = tempFolder();
    const { files } = await desk.client.aws.handOff({ mpaId: desk.mpaId, folder });
    const bytes = await desk.client.aws.handOffFiles({ mpaId: desk.mpaId });
    expect(files).toEqual(bytes.files.map(({ name }) => join(folder, name)));
    expect(bytes.files.map(({ base64 }) => base64)).toEqual(files.map((path) => readFileSync(path).toString('base64')));
  });
});
