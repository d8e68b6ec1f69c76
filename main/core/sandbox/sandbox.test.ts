/** A sandbox as a whole: kept in its folder, run by one program, steered from others. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { clientsOf, tempSandbox } from '../../../test/support/temp-sandbox.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { act } from '../../../shared/domain/action.ts';
import { systemTime } from '../time/clock.ts';
import { connectSandbox } from './control/connect.ts';
import { DEFAULT_ACCOUNT, openSandbox } from './sandbox.ts';
import { simulatedAws } from './simulated-aws.ts';

const HOUR = 3_600_000;
const SERVE = fileURLToPath(new URL('../../../test/support/serve-sandbox.ts', import.meta.url));

/** Runs the sandbox of a folder in another program. */
async function anotherProgram(
  folder: string,
): Promise<{ url: string; secretOf: (account: AccountId) => string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [SERVE, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: chunk.toString().trim(),
    // As the aws commands find it: in the sandbox's folder.
    secretOf: (account) => simulatedAws(folder)?.credentialsOf(account).secretAccessKey ?? '',
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('the state of a sandbox', () => {
  it('is there again after it was stopped', async () => {
    const { sandbox, folder } = await tempSandbox({ accounts: [accountId('444455556666')], members: 3 });
    await clientsOf(sandbox, { account: accountId('444455556666') }).s3.send(
      new CreateBucketCommand({ Bucket: 'abc' }),
    );
    sandbox.setFault({ key: 'lambda-quota' });
    sandbox.advance(30 * HOUR);
    await sandbox.stop();
    const again = await tempSandbox({ folder });
    const status = again.sandbox.status();
    expect(status.accounts.map(({ id }) => id)).toEqual(['444455556666']);
    expect(status).toMatchObject({
      created: ['bucket abc'],
      calls: { 's3:CreateBucket': 1 },
      faults: [{ key: 'lambda-quota', accountId: null, uses: null, operation: null }],
    });
    expect(status.advanced).toBeGreaterThanOrEqual(30 * HOUR);
    expect(Date.parse(status.now) - systemTime()).toBeGreaterThan(29.9 * HOUR);
  });

  it('is there again after the program was killed', async () => {
    const folder = tempFolder();
    const first = await anotherProgram(folder);
    await clientsOf(first).s3.send(new CreateBucketCommand({ Bucket: 'abc' }));
    await first.kill();
    const second = await anotherProgram(folder);
    const { Buckets } = await clientsOf(second).s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['abc']);
  });

  it("is its owner's alone to read", async () => {
    const { folder } = await tempSandbox();
    for (const file of ['sandbox.json', 'world.json']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('has the bytes of objects in files, also those that an older version kept in the state', async () => {
    const { sandbox, folder, aws } = await tempSandbox();
    await aws.s3.send(new CreateBucketCommand({ Bucket: 'abc' }));
    await aws.s3.send(new PutObjectCommand({ Bucket: 'abc', Key: 'k', Body: 'kept bytes' }));
    await sandbox.stop();
    const path = join(folder, 'world.json');
    interface Kept {
      shared: { s3: { abc: { objects: { k: object } } } };
    }
    const world = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    const { k } = world.shared.s3.abc.objects;
    expect(k).toMatchObject({ size: 10 });
    expect(JSON.stringify(world)).not.toContain('a2VwdCBieXRlcw');
    world.shared.s3.abc.objects.k = { body: 'a2VwdCBieXRlcw==', etag: 'e', modified: 1, type: 'text/plain' };
    writeFileSync(path, JSON.stringify(world));
    rmSync(join(folder, 'objects'), { recursive: true });
    const { aws: again } = await tempSandbox({ folder });
    const got = await again.s3.send(new GetObjectCommand({ Bucket: 'abc', Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('kept bytes');
    expect(readFileSync(path, 'utf8')).not.toContain('a2VwdCBieXRlcw');
  });

  it('that can not be read is said to be so, and can be begun anew', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'world.json'), '{"version":1,');
    await expect(openSandbox({ folder })).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    await expect(connectSandbox(folder).status()).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message: `The sandbox's file can't be read: ${join(folder, 'world.json')}. Begin anew with: ${act('sandbox.reset')}`,
    });
    expect(await connectSandbox(folder).reset()).toMatchObject({ created: [], calls: {} });
    expect(await connectSandbox(folder).status()).toMatchObject({ accounts: [{ id: '111122223333' }] });
  });
});

describe('its secret', () => {
  it('is its own: as long as one of AWS, another for each sandbox and account, and the same after a stop and a reset', async () => {
    const { sandbox, folder } = await tempSandbox();
    const secret = sandbox.secretOf(DEFAULT_ACCOUNT);
    expect(secret).toMatch(/^simulated-[\w-]{30}$/u);
    const { sandbox: other } = await tempSandbox();
    expect(other.secretOf(DEFAULT_ACCOUNT)).not.toBe(secret);
    expect(sandbox.secretOf(accountId('444455556666'))).not.toBe(secret);
    sandbox.reset();
    await sandbox.stop();
    const { sandbox: again } = await tempSandbox({ folder });
    expect(again.secretOf(DEFAULT_ACCOUNT)).toBe(secret);
  });

  it('is made for a sandbox that an older version kept', async () => {
    const { sandbox, folder } = await tempSandbox();
    await sandbox.stop();
    const path = join(folder, 'world.json');
    const { key: _key, ...older } = JSON.parse(readFileSync(path, 'utf8')) as { key: string };
    writeFileSync(path, JSON.stringify(older));
    const { sandbox: again } = await tempSandbox({ folder });
    expect(simulatedAws(folder)?.credentialsOf(DEFAULT_ACCOUNT).secretAccessKey).toBe(again.secretOf(DEFAULT_ACCOUNT));
    expect(await clientsOf(again).sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '111122223333',
    });
  });
});

describe('a folder', () => {
  it('is run by one program', async () => {
    const folder = tempFolder();
    const other = await anotherProgram(folder);
    await expect(openSandbox({ folder })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(
        /^The sandbox in .* runs already \(process \d+\)\. Stop it there, or give another folder⟦sandbox\.folder⟧\.$/u,
      ) as string,
    });
    expect(await clientsOf(other).sts.send(new GetCallerIdentityCommand({}))).toBeDefined();
    await other.kill();
    const { sandbox } = await tempSandbox({ folder });
    await expect(openSandbox({ folder })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(sandbox.url).not.toBe(other.url);
  });

  it('is free again where the port was not', async () => {
    const { sandbox } = await tempSandbox();
    const port = Number(new URL(sandbox.url).port);
    const folder = tempFolder();
    await expect(openSandbox({ folder, port })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `The port ${port} is taken. Give another${act('sandbox.port')}.`,
    });
    await tempSandbox({ folder });
  });
});

describe('steering', () => {
  it('is done in the program that runs it', async () => {
    const folder = tempFolder();
    const other = await anotherProgram(folder);
    const control = connectSandbox(folder);
    expect(control.running).toMatchObject({ port: Number(new URL(other.url).port) });
    await clientsOf(other).s3.send(new CreateBucketCommand({ Bucket: 'abc' }));
    expect(await control.status()).toMatchObject({ created: ['bucket abc'], advanced: 0 });
    const { events, status } = await control.advance(HOUR);
    expect([events, status.advanced]).toEqual([[], HOUR]);
    expect((await control.setFault({ key: 'throttled', uses: 3, operation: 'sts:GetCallerIdentity' })).faults).toEqual([
      { key: 'throttled', accountId: null, uses: 3, operation: 'sts:GetCallerIdentity' },
    ]);
    await expect(clientsOf(other).sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow('Rate exceeded');
    await expect(control.setFault({ key: 'earthquake' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/^The sandbox has no fault earthquake\./u) as string,
    });
    expect((await control.clearFault('throttled')).faults).toEqual([]);
    expect(await control.reset()).toMatchObject({ created: [], calls: {}, advanced: 0 });
    expect((await clientsOf(other).s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  });

  it('is done in the folder where none runs, also where one was killed', async () => {
    const folder = tempFolder();
    const other = await anotherProgram(folder);
    await other.kill();
    const control = connectSandbox(folder);
    expect(control.running).toBeNull();
    await control.advance(HOUR);
    await control.setFault({ key: 'bucket-is-yours' });
    const { sandbox, aws } = await tempSandbox({ folder });
    expect(sandbox.status().advanced).toBeGreaterThanOrEqual(HOUR);
    expect((await aws.s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual([
      'spotinst-cur-report',
    ]);
  });

  it('is done in the folder where another program has the number of the one that was killed', async () => {
    const { sandbox, folder } = await tempSandbox();
    const left = readFileSync(join(folder, 'sandbox.json'), 'utf8');
    await sandbox.stop();
    writeFileSync(join(folder, 'sandbox.json'), left);
    expect(await connectSandbox(folder).advance(HOUR)).toMatchObject({ events: [] });
    expect((await tempSandbox({ folder })).sandbox.status().advanced).toBeGreaterThanOrEqual(HOUR);
  });

  it('goes forward in time only', async () => {
    const { sandbox, folder } = await tempSandbox();
    for (const milliseconds of [-1, Number.NaN, Infinity]) {
      expect(() => sandbox.advance(milliseconds)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    }
    await expect(connectSandbox(folder).advance(-1)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: "The sandbox's clock goes forward only, and ten years at most at once.",
    });
    sandbox.advance(0);
    expect(sandbox.status().advanced).toBe(0);
  });

  it('needs the token', async () => {
    const { sandbox } = await tempSandbox();
    for (const authorization of [undefined, 'Bearer wrong']) {
      const answer = await fetch(`${sandbox.url}/_sandbox/`, {
        method: 'POST',
        body: '{"do":"reset"}',
        ...(authorization === undefined ? {} : { headers: { authorization } }),
      });
      expect(answer.status).toBe(401);
    }
  });
});
