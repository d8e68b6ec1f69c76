import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findProgram } from '../profiles/program.ts';
import type { Environment } from '../profiles/read-config.ts';

/**
 * Opens an address in the person's own browser, never in a window of ours: there the address bar and the password manager tell a wrong
 * page from the right one.
 * @returns whether a program took it; where none did, the person is told the address.
 */
export async function openBrowser(url: string, environment: Environment): Promise<boolean> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && hostname === '127.0.0.1')) return false;
  const opener = openerOf(url, environment);
  if (opener === null) return false;
  const child = spawn(opener.program, opener.args, {
    env: { ...environment },
    stdio: 'ignore',
    detached: true,
    windowsHide: true,
  });
  const started = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
  child.unref();
  return started;
}

/** The system's program that opens addresses; no shell sees the address. */
function openerOf(url: string, environment: Environment): { program: string; args: string[] } | null {
  if (process.platform === 'win32') {
    const windows = environment['SystemRoot'] ?? String.raw`C:\Windows`;
    return { program: join(windows, 'System32', 'rundll32.exe'), args: ['url.dll,FileProtocolHandler', url] };
  }
  const program = process.platform === 'darwin' ? '/usr/bin/open' : findProgram('xdg-open', environment);
  return program === null ? null : { program, args: [url] };
}
