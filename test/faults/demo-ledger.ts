import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { homeIn, LAUNCHER } from '../cli/environment.ts';

/** Makes the demo as a command does. @param folder of the caller's own @returns the path of its ledger */
export function demoLedger(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const out = join(folder, 'demo');
  const args = [LAUNCHER, 'demo', '--out', out, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: homeIn(folder), encoding: 'utf8' });
  if (status !== 0) throw new Error(`the demo ended with ${String(status)}: ${stderr}`);
  return (JSON.parse(stdout) as { ledger: string }).ledger;
}
