/** AWS does not answer: it is said what is waited for, and whoever cancels is not kept waiting. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SANDBOX_PROFILE } from '../../shared/domain/aws/profile.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { enroll, finish } from '../cli/enroll.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import { skipOnWindows } from '../support/platform.ts';
import { standIn } from '../support/stand-in.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';

const MPA = accountId('111122223333');
const KEYS = 'aws_access_key_id = AKIAOFTHEPROFILE0001\naws_secret_access_key = s\n';
/** Less than any answer was waited for, and more than a busy computer needs. */
const AT_ONCE_MS = 20_000;

function writeConfig(home: string, text: string): void {
  mkdirSync(join(home, '.aws'), { recursive: true });
  writeFileSync(join(home, '.aws', 'config'), text);
}

/** A payer account whose profile is this one. */
async function deskWith(config: string): Promise<ReturnType<typeof tempCore>> {
  const home = tempFolder();
  writeConfig(home, config);
  const made = tempCore({ environment: { HOME: home, PATH: process.env['PATH'] } });
  await made.client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'customer-of-msp', profileName: 'p' });
  return made;
}

/** How a plan ends that is cancelled once something holds, and how long that took. */
async function cancelledPlan(
  { core }: Pick<ReturnType<typeof tempCore>, 'core'>,
  holds: Promise<unknown>,
): Promise<{ code: unknown; milliseconds: number }> {
  const abort = new AbortController();
  const input = { mpaId: MPA, profile: null, only: null };
  const ended = core.task('aws.plan', input, { signal: abort.signal }).catch((error: unknown) => error);
  await holds;
  const began = performance.now();
  abort.abort();
  const error = (await ended) as { code?: unknown };
  return { code: error.code, milliseconds: performance.now() - began };
}

test('cancel ends a call that has no answer, and its connection', async () => {
  let closed: () => void = () => undefined;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  let came: () => void = () => undefined;
  const hasCome = new Promise<void>((resolve) => (came = resolve));
  const url = await standIn((request) => {
    request.socket.on('close', closed);
    came();
  });
  const desk = await deskWith(`[profile p]\nendpoint_url = ${url}\n${KEYS}`);
  const { code, milliseconds } = await cancelledPlan(desk, hasCome);
  expect(code).toBe('CANCELLED');
  expect(milliseconds).toBeLessThan(AT_ONCE_MS);
  await isClosed;
  const [run] = await desk.client.aws.runs({ mpaId: MPA, limit: 1 });
  expect(run).toMatchObject({ outcome: 'cancelled', calls: 1, changes: 0 });
}, 30_000);

test('and what waits before the next attempt', async () => {
  let came: () => void = () => undefined;
  const cameOften = new Promise<void>((resolve) => (came = resolve));
  let count = 0;
  const url = await standIn((_request, response) => {
    // The pause after the third is more than a second.
    if ((count += 1) === 3) came();
    response
      .writeHead(500, { 'x-amzn-requestid': 'r', 'content-type': 'text/xml' })
      .end('<Error><Code>Internal</Code></Error>');
  });
  const { code, milliseconds } = await cancelledPlan(
    await deskWith(`[profile p]\nendpoint_url = ${url}\n${KEYS}`),
    cameOften,
  );
  expect(code).toBe('CANCELLED');
  expect(milliseconds).toBeLessThan(1000);
}, 30_000);

test('and whatever is asked for credentials: a service, or a program', async () => {
  let came: () => void = () => undefined;
  const hasCome = new Promise<void>((resolve) => (came = resolve));
  const url = await standIn(() => came());
  const role = `[profile p]\nrole_arn = arn:aws:iam::${MPA}:role/r\nsource_profile = q\nendpoint_url = ${url}\n[profile q]\n${KEYS}`;
  const assumed = await cancelledPlan(await deskWith(role), hasCome);
  expect(assumed.code).toBe('CANCELLED');
  expect(assumed.milliseconds).toBeLessThan(AT_ONCE_MS);

  const begun = join(tempFolder(), 'begun');
  const program = `"${process.execPath}" -e "require('fs').writeFileSync('${begun.replaceAll('\\', '/')}', ''); setTimeout(() => {}, 60000)" # it takes its time`;
  const desk = await deskWith(`[profile p]\ncredential_process = ${program}\n`);
  const asked = new Promise<void>((resolve) => setTimeout(resolve, 300));
  const made = await cancelledPlan(desk, asked);
  expect(made.code).toBe('CANCELLED');
  expect(made.milliseconds).toBeLessThan(AT_ONCE_MS);
}, 30_000);

test('a change that was cancelled may have been done: the journal says so, and apply goes on', async () => {
  const desk = await awsDesk();
  const abort = new AbortController();
  desk.sandbox.setFault({ key: 'timed-out', operation: 's3:CreateBucket' });
  const sent = new Promise<void>((resolve) => {
    const look = (): void => {
      if (desk.sandbox.calls.some(({ operation }) => operation === 'CreateBucket')) resolve();
      else setTimeout(look, 5);
    };
    look();
  });
  const input = { mpaId: desk.mpaId, profile: SANDBOX_PROFILE, only: 'bucket' as const, consents: [] };
  const ended = desk.core.task('aws.apply', input, { signal: abort.signal }).catch((error: unknown) => error);
  await sent;
  abort.abort();
  expect(await ended).toMatchObject({ code: 'CANCELLED' });
  const [run] = await desk.client.aws.runs({ mpaId: desk.mpaId, limit: 1 });
  expect(run?.outcome).toBe('cancelled');
  desk.sandbox.clearFault(null);
  expect(stepOf(await desk.apply([], 'bucket'), 'bucket').state).toBe('in-place-simulated');
}, 30_000);

/** Starts a command that gets no answer, and ends it as Ctrl-C does once it has said what it waits for. */
async function waitAndStop(
  cli: ReturnType<typeof enroll>,
  args: readonly string[],
): Promise<{ said: string; code: number | null; stdout: string; stderr: string; milliseconds: number }> {
  const child = cli.start(...args);
  const ended = finish(child);
  const said = await new Promise<string>((resolve) => {
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('No answer')) resolve(text);
    });
    child.on('close', () => resolve(text));
  });
  const began = performance.now();
  child.kill('SIGINT');
  return { said, ...(await ended), milliseconds: performance.now() - began };
}

test.skipIf(skipOnWindows('no process can send another one Ctrl-C there'))(
  'after 5 seconds the terminal says what is waited for, programs too; Ctrl-C then ends the command at once',
  async () => {
    const url = await standIn(() => undefined);
    const host = url.replace('http://', '');
    const prepare = async (): Promise<ReturnType<typeof enroll>> => {
      // No AWS CLI of this computer signs in.
      const cli = enroll({ PATH: tempFolder(), AWS_ENDPOINT_URL_SSO_OIDC: url });
      await cli.run('mpa', 'add', MPA, '--name', 'Contoso', '--scenario', 'customer-of-msp', '--profile', 'p');
      const sso = `[profile s]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = ${MPA}\nsso_role_name = R\n`;
      writeConfig(cli.folder, `[profile p]\nregion = us-east-1\nendpoint_url = ${url}\n${KEYS}${sso}`);
      return cli;
    };
    const [plan, forPrograms, signIn] = await Promise.all(
      [
        ['aws', 'plan'],
        ['aws', 'plan', '--json'],
        ['aws', 'login', 's'],
      ].map(async (args) => waitAndStop(await prepare(), args)),
    );
    const sentence = `No answer for 5 seconds: waiting for sts:GetCallerIdentity at ${host}.`;
    expect(plan?.said).toContain(sentence);
    expect(plan).toMatchObject({ code: 2, stdout: '' });
    expect(plan?.stderr).toContain('CANCELLED: ');
    expect(forPrograms?.said.trim()).toBe(JSON.stringify({ waiting: sentence }));
    expect(forPrograms).toMatchObject({ code: 2, stdout: '' });
    expect(signIn?.said).toContain(`No answer for 5 seconds: waiting for sso-oidc:RegisterClient at ${host}.`);
    expect(signIn).toMatchObject({ code: 2, stdout: '' });
    for (const each of [plan, forPrograms, signIn]) expect(each?.milliseconds).toBeLessThan(AT_ONCE_MS);
  },
  60_000,
);
