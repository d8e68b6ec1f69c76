import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { awsDesk, stepOf } from '../../../../../test/support/aws-desk.ts';
import type { AwsDesk } from '../../../../../test/support/aws-desk.ts';
import { tempFolder } from '../../../../../test/support/temp-core.ts';
import { clientsOf } from '../../../../../test/support/temp-sandbox.ts';
import { writeHandOff } from '../hand-off/write-hand-off.ts';
import { act } from '../../../../../shared/domain/action.ts';

const DAY = 86_400_000;
const OBJECT = { Bucket: 'spotinst-cur-report', Key: 'spotinst_eco/spotinst-cur-report/crawler-cfn.yml' };

/** A desk whose report was delivered. */
async function delivered(options: Parameters<typeof awsDesk>[0] = {}, fault?: string): Promise<AwsDesk> {
  const desk = await awsDesk(options);
  if (fault !== undefined) desk.sandbox.setFault({ key: fault });
  await desk.apply();
  desk.sandbox.advance(DAY);
  return desk;
}

async function objectBytes({ sandbox }: AwsDesk): Promise<Buffer> {
  const { Body } = await clientsOf(sandbox).s3.send(new GetObjectCommand(OBJECT));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

function gets({ sandbox }: AwsDesk): number {
  return sandbox.calls.filter(({ operation }) => operation === 'GetObject').length;
}

async function putObject({ sandbox }: AwsDesk, text: string): Promise<void> {
  await clientsOf(sandbox).s3.send(new PutObjectCommand({ ...OBJECT, Body: text }));
}

describe('crawler-cfn.yml', () => {
  it('is fetched once; its bytes, hash and names are kept', async () => {
    const desk = await delivered();
    expect(stepOf(await desk.plan('crawler-template'), 'crawler-template').state).toBe('will-do');
    expect(gets(desk)).toBe(0);
    const { state, evidence } = stepOf(await desk.apply([], 'crawler-template'), 'crawler-template');
    expect(state).toBe('in-place-simulated');
    expect(gets(desk)).toBe(1);
    const bytes = await objectBytes(desk);
    expect(evidence).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      key: OBJECT.Key,
      crawler: 'AWSCURCrawler-spotinst-cur-report',
      database: 'athenacurcfn_spotinst_cur_report',
    });
    const before = gets(desk);
    await desk.apply([], 'crawler-template');
    await desk.plan('crawler-template');
    expect(gets(desk)).toBe(before);
  });

  it('that is not there is told, with where it should be', async () => {
    const desk = await delivered({}, 'crawler-template-missing');
    const { failure } = stepOf(await desk.apply([], 'crawler-template'), 'crawler-template');
    expect(failure).toMatchObject({ code: 'CRAWLER_TEMPLATE_MISSING', aws: { operation: 's3:HeadObject' } });
    expect(failure?.sentence).toContain(OBJECT.Key);
  });

  it('that may not be read is told as a right that is missing', async () => {
    const desk = await delivered();
    desk.sandbox.setFault({ key: 'not-allowed', operation: 's3:HeadObject' });
    const { failure } = stepOf(await desk.apply([], 'crawler-template'), 'crawler-template');
    expect(failure?.code).toBe('NOT_ALLOWED');
    expect(failure?.sentence).toBe(
      'The profile has no right to s3:GetObject (arn:aws:s3:::spotinst-cur-report/spotinst_eco/spotinst-cur-report/crawler-cfn.yml).',
    );
  });

  it('that has functions in a retired runtime is fetched and mailed all the same', async () => {
    const desk = await delivered({}, 'lambda-runtime-retired');
    const report = await desk.apply();
    const { state, sentence } = stepOf(report, 'crawler-template');
    expect(state).toBe('in-place-simulated');
    expect(sentence).toContain(
      'AWS has given nodejs14.x no updates since 2023-12-04, and creates no new functions in it from 2024-01-09 on; functions that are there go on running.',
    );
    expect(stepOf(report, 'hand-off').sentence).toContain('The hand-off mail was made at ');
  });

  it('that was had by hand counts as that; the mail is made of the file in the bucket, and written', async () => {
    const desk = await delivered();
    await desk.core.task('aws.done', {
      mpaId: desk.mpaId,
      step: 'crawler-template',
      how: 'downloaded by Kim',
      evidence: {},
      replace: false,
    });
    const plan = await desk.plan();
    expect(['crawler-template', 'hand-off'].map((key) => stepOf(plan, key as 'hand-off').state)).toEqual([
      'in-place-simulated',
      'will-do',
    ]);
    await desk.apply();
    const folder = tempFolder();
    await writeHandOff(desk.core, { mpaId: desk.mpaId, folder });
    expect(readFileSync(join(folder, 'crawler-cfn.yml'))).toEqual(await objectBytes(desk));
  });

  it('that was had by hand and may not be read: the mail and the stack are done by hand, and so on', async () => {
    const desk = await delivered();
    const done = (step: 'crawler-template' | 'hand-off' | 'athena-stack'): Promise<unknown> =>
      desk.core.task('aws.done', { mpaId: desk.mpaId, step, how: 'by hand', evidence: {}, replace: false });
    desk.sandbox.setFault({ key: 'not-allowed', operation: 's3:GetObject' });
    await done('crawler-template');
    const plan = await desk.plan();
    const mail = stepOf(plan, 'hand-off');
    expect([mail.state, mail.byHand?.order[0]]).toEqual(['needs-you', 'Download crawler-cfn.yml from the bucket.']);
    expect(stepOf(plan, 'athena-stack').sentence).toContain('this program has no copy of it. Make the stack by hand');
    await done('hand-off');
    expect(stepOf(await desk.plan(), 'vendor-link').state).toBe('waiting');
  });

  it.each([
    [
      'that reads another place',
      (text: string) => text.replaceAll('spotinst_eco', 'other'),
      'its crawler reads s3://spotinst-cur-report/other/spotinst-cur-report/spotinst-cur-report, not s3://spotinst-cur-report/spotinst_eco/spotinst-cur-report/spotinst-cur-report',
    ],
    ['that is no template', () => 'hello', "it can't be read"],
    ['without a crawler', () => 'Resources: {A: {Type: "AWS::SNS::Topic"}}', 'it makes no crawler and no database'],
    ['that is not UTF-8', () => Buffer.from([0xff, 0xfe, 0x41]), 'it is not UTF-8'],
  ])('%s is not taken for it', async (_which, change, problem) => {
    const desk = await delivered();
    const changed = change((await objectBytes(desk)).toString('utf8'));
    await clientsOf(desk.sandbox).s3.send(new PutObjectCommand({ ...OBJECT, Body: changed }));
    const { failure } = stepOf(await desk.apply([], 'crawler-template'), 'crawler-template');
    expect(failure?.code).toBe('CRAWLER_TEMPLATE_FOREIGN');
    expect(failure?.sentence).toContain(problem);
  });

  it('that AWS wrote again is taken only when that is agreed to, and goes into a new mail', async () => {
    const desk = await delivered();
    const first = stepOf(await desk.apply([], 'hand-off'), 'hand-off');
    expect(first.state).toBe('later');
    await desk.apply([], 'crawler-template');
    const mail = stepOf(await desk.apply([], 'hand-off'), 'hand-off').evidence['mailSha256'];
    await putObject(desk, `# newer\n${(await objectBytes(desk)).toString('utf8')}`);

    const asked = stepOf(await desk.plan('crawler-template'), 'crawler-template');
    expect([asked.state, asked.consents.map(({ key }) => key)]).toEqual([
      'in-place-simulated',
      ['newer-crawler-template'],
    ]);
    expect(asked.sentence).toContain('AWS has put another one into the bucket since.');
    const kept = asked.evidence['sha256'];

    const taken = stepOf(await desk.apply(['newer-crawler-template'], 'crawler-template'), 'crawler-template');
    expect(taken.state).toBe('in-place-simulated');
    expect(taken.evidence['sha256']).not.toBe(kept);
    const again = stepOf(await desk.plan('hand-off'), 'hand-off');
    expect(again.state).toBe('will-do');
    expect(again.sentence).toContain('it has to be sent again');
    expect(stepOf(await desk.apply([], 'hand-off'), 'hand-off').evidence['mailSha256']).not.toBe(mail);
  });
});

describe('the hand-off', () => {
  it('says on the first day what the mail will have to name', async () => {
    const desk = await awsDesk();
    expect(stepOf(await desk.plan(), 'hand-off').sentence).toBe('After: crawler-cfn.yml.');
    await desk.client.mpas.set({ id: desk.mpaId, mspAccountId: null, spotOrgId: null });
    expect(stepOf(await desk.plan(), 'hand-off')).toMatchObject({
      state: 'later',
      sentence: `After: crawler-cfn.yml. It needs the AWS account number of the MSP${act('mpa.field', { field: 'mspAccountId' })} and the customer's Spot Org ID${act('mpa.field', { field: 'spotOrgId' })}. Set it now with: ${act('mpa.set', { mpaId: '111122223333' })}.`,
    });
  });

  it('asks for what the mail has to name', async () => {
    const desk = await delivered();
    await desk.client.mpas.set({ id: desk.mpaId, mspAccountId: null, spotOrgId: null });
    await desk.apply([], 'crawler-template');
    expect(stepOf(await desk.apply([], 'hand-off'), 'hand-off')).toMatchObject({
      state: 'needs-you',
      sentence: `The hand-off mail has to name the AWS account number of the MSP${act('mpa.field', { field: 'mspAccountId' })} and the customer's Spot Org ID${act('mpa.field', { field: 'spotOrgId' })}. Set it with: ${act('mpa.set', { mpaId: '111122223333' })}.`,
    });
  });

  it('is a mail with the very bytes of the file; the same files are written as often as one likes', async () => {
    const desk = await delivered();
    await desk.client.settings.set({ values: { representativeEmail: 'robin@vendor.example', senderName: 'Sam' } });
    await desk.apply([], 'crawler-template');
    const { state, sentence, evidence } = stepOf(await desk.apply([], 'hand-off'), 'hand-off');
    expect(state).toBe('needs-you');
    expect(sentence).toContain(
      `marked as simulated: do not send it. Write it to a folder with: ${act('aws.hand-off', { mpaId: '111122223333' })}. To go on as if it was sent: ${act('aws.hand-off-sent', { mpaId: '111122223333' })}.`,
    );

    const folder = tempFolder();
    const task = { read: desk.core.read.bind(desk.core), write: desk.core.write.bind(desk.core) };
    const written = { files: [join(folder, 'hand-off-111122223333.eml'), join(folder, 'crawler-cfn.yml')] };
    expect(await writeHandOff(task, { mpaId: desk.mpaId, folder })).toEqual(written);
    expect(await writeHandOff(task, { mpaId: desk.mpaId, folder })).toEqual(written);
    expect(readdirSync(folder).sort()).toEqual(['crawler-cfn.yml', 'hand-off-111122223333.eml']);

    const bytes = await objectBytes(desk);
    expect(readFileSync(join(folder, 'crawler-cfn.yml')).equals(bytes)).toBe(true);
    const mail = readFileSync(join(folder, 'hand-off-111122223333.eml'));
    expect(createHash('sha256').update(mail).digest('hex')).toBe(evidence['mailSha256']);
    const text = mail.toString('ascii');
    expect(text).toContain('To: robin@vendor.example\r\n');
    expect(text).toContain('X-Unsent: 1\r\n');
    const attached = text.split('filename=crawler-cfn.yml')[1]?.split('\r\n\r\n')[1] ?? '';
    expect(Buffer.from(attached, 'base64').equals(bytes)).toBe(true);
    const plain = text.replaceAll('=\r\n', '').replaceAll('=27', "'");
    for (const line of [
      'AWS account number of MSP: 098700005432',
      "Account ID of the customer's management account: 111122223333",
      'CUR bucket name: spotinst-cur-report',
      'Stack name: SpotEcoStack',
      'Prefix: spotinst_eco',
      "The customer's Spot OrgIDs: 606000000001",
    ]) {
      expect(plain).toContain(line);
    }
  });

  it('is not written before it is made', async () => {
    const desk = await awsDesk();
    const task = { read: desk.core.read.bind(desk.core), write: desk.core.write.bind(desk.core) };
    await expect(writeHandOff(task, { mpaId: desk.mpaId, folder: tempFolder() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is made again when what it tells has changed, and rests on the word of whoever sent it', async () => {
    const desk = await delivered();
    await desk.apply([], 'crawler-template');
    await desk.apply([], 'hand-off');
    await desk.client.mpas.set({ id: desk.mpaId, stackName: 'EcoStack' });
    expect(stepOf(await desk.plan('hand-off'), 'hand-off').state).toBe('will-do');
    await desk.core.write('aws.takeWord', {
      mpaId: desk.mpaId,
      step: 'hand-off',
      how: 'sent to Robin by our own mail',
      evidence: { mailOn: '2026-11-21T10:00:00.000Z' },
      replace: false,
    });
    expect(stepOf(await desk.plan('hand-off'), 'hand-off')).toMatchObject({
      state: 'in-place-simulated',
      knownBy: 'operator',
      sentence: 'Done by hand: sent to Robin by our own mail',
    });
  });
});
