import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { SANDBOX_PROFILE } from '../../shared/domain/aws/profile.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

/** A command line with a sandbox that runs in a process of its own, as a person has it in another terminal. */
export interface SandboxTerminal extends Enroll {
  /** What `sandbox start` printed. */
  started: string;
  child: ChildProcessWithoutNullStreams;
}

/** The customer of an MSP that the tests set up. */
export const CUSTOMER = '099999999999';

/** A customer of an MSP, whose profile is the sandbox. */
export async function customerDesk(): Promise<SandboxTerminal> {
  const cli = await sandboxTerminal(CUSTOMER);
  await cli.json(
    'mpa',
    'add',
    CUSTOMER,
    '--name',
    'Contoso',
    '--scenario',
    'customer-of-msp',
    '--profile',
    SANDBOX_PROFILE,
  );
  await cli.json('mpa', 'set', CUSTOMER, '--spot-org', '606000000001', '--msp-account', '098700005432');
  return cli;
}

/** Starts a sandbox for a payer account; it is ended with the test. */
export async function sandboxTerminal(account: string, ...args: string[]): Promise<SandboxTerminal> {
  const cli = enroll();
  const child = cli.start('sandbox', 'start', '--account', account, ...args);
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGINT');
    await ended;
  });
  return { ...cli, child, started: await textUntil(child, `get-caller-identity\n`) };
}

/** What a program prints, up to and with a text. @throws Error when it ends before. */
export function textUntil(child: ChildProcessWithoutNullStreams, end: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      if (text.includes(end)) resolve(text);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', (code) => reject(new Error(`it ended with ${code} before it printed ${end}: ${text}`)));
  });
}
