/**
 * A program in Windows that does what a test asks for, over HTTP on 127.0.0.1: `hands.js FILE` writes its port into FILE. It runs commands
 * as processes of Windows, or inside itself where it is about what they say: a start takes a second and more there.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { runHere } from '../../cli/run-here.ts';
import type { Asked, Ended, Hold } from './wishes.ts';

/** Beside this program; see buildForWindows. */
const COMMAND = fileURLToPath(new URL('./enroll.js', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  readonly said: () => Ended;
  readonly ended: Promise<Ended>;
}

const started = new Map<number, Started>();
const held = new Map<number, () => void | Promise<void>>();
let number = 0;

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.do) {
    case 'run':
      return start(asked).ended;
    case 'start': {
      number += 1;
      started.set(number, start(asked));
      return { id: number };
    }
    case 'said':
      return started.get(asked.id)?.said();
    case 'ended':
      return started.get(asked.id)?.ended;
    case 'kill':
      // TerminateProcess: nothing of the program runs after it.
      started.get(asked.id)?.child.kill('SIGKILL');
      return started.get(asked.id)?.ended;
    case 'end-input':
      started.get(asked.id)?.child.stdin?.end();
      return started.get(asked.id)?.ended;
    case 'inside':
      return runHere(asked.args, '', { environment: { ...process.env, ...asked.env }, folder: asked.cwd });
    case 'hold': {
      number += 1;
      held.set(number, await hold(asked.path, asked.how));
      return { id: number };
    }
    case 'let-go':
      await held.get(asked.id)?.();
      held.delete(asked.id);
      return {};
    case 'stop':
      // After the answer; whatever is still open goes with it.
      setTimeout(100).then(
        () => process.kill(process.pid),
        () => undefined,
      );
      return {};
  }
}

function start({ args, cwd, env, program }: Extract<Asked, { do: 'run' | 'start' }>): Started {
  const [file, ...all] = program ?? [process.execPath, COMMAND];
  const child = spawn(file ?? '', [...all, ...args], { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  const said = (): Ended => ({
    code: child.exitCode,
    stdout: Buffer.concat(out).toString(),
    stderr: Buffer.concat(err).toString(),
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('error', (error) => resolve({ code: null, stdout: '', stderr: String(error) }));
    child.on('close', () => resolve(said()));
  });
  return { child, said, ended };
}

async function hold(path: string, how: Hold): Promise<() => void | Promise<void>> {
  if (how !== 'writer') {
    const db = new Database(path, { readonly: true });
    if (how === 'snapshot') {
      db.exec('BEGIN');
      db.prepare('SELECT count(*) FROM operation').get();
    }
    return () => void db.close();
  }
  // `pause` asks for a key once it has the file. Looking by opening the file could take it away from `cmd`.
  const child = spawn('cmd.exe', ['/d', '/c', `pause 2>> "${path}"`], {
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsVerbatimArguments: true,
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const holding = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  await Promise.race([holding, ended]);
  if (child.exitCode !== null) throw new Error(`cmd ended with ${child.exitCode} and holds ${path} no more`);
  return async () => {
    child.stdin.end();
    await ended;
  };
}

const server = createServer((request, response) => {
  void (async () => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const result = await answer(JSON.parse(text) as Asked).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
    response.end(JSON.stringify(result));
  })();
});
server.listen(0, '127.0.0.1', () => {
  const file = process.argv[2] ?? '';
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  writeFileSync(`${file}.new`, String(port));
  renameSync(`${file}.new`, file);
});
