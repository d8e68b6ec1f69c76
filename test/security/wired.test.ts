/** The guards of a host are worth what calls them: the desktop's program is read, since no test can start it without Electron. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serve } from '../../main/hosts/web/serve.ts';
import type { Serving } from '../../main/hosts/web/serve.ts';
import { connectHttp } from '../../renderer/api.ts';
import type { Client } from '../../shared/contract/client.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { homeIn } from '../cli/environment.ts';
import { resultOf } from '../support/result-of.ts';
import { tempFolder } from '../support/temp-core.ts';

const FILE = 'main/hosts/desktop/main.ts';
const SOURCE = readFileSync(new URL(`../../${FILE}`, import.meta.url), 'utf8');

/** Where a function is called in the program, in the order of the text. @param name also `windows.open` */
function callsOf(name: string): number[] {
  const found: number[] = [];
  new Visitor({
    CallExpression: ({ callee, start }) => {
      if (SOURCE.slice(callee.start, callee.end) === name) found.push(start);
    },
  }).visit(parseSync(FILE, SOURCE).program);
  return found;
}

test.each(['restrictPermissions', 'blockNetwork', 'serveApp', 'guardContents', 'takeMessages'])(
  'the desktop app calls %s',
  (name) => {
    expect(callsOf(name)).toHaveLength(1);
  },
);

test('nothing is shown before the session is held to its rules', () => {
  const [first = 0] = callsOf('windows.open');
  for (const name of ['restrictPermissions', 'blockNetwork', 'serveApp']) {
    expect(callsOf(name)[0]).toBeLessThan(first);
  }
  expect(SOURCE).toMatch(/await blockNetwork\(/u);
});

/** The web host as it is started, with the client of a page that was let in, and a payer account. */
async function servedPage(): Promise<{ folder: string; serving: Serving; client: Client }> {
  const folder = tempFolder();
  for (const [name, value] of Object.entries(homeIn(folder))) if (value !== undefined) vi.stubEnv(name, value);
  const said: string[] = [];
  const serving = await serve({ ledger: join(folder, 'ledger.db'), port: 0, say: (line) => said.push(line) });
  onTestFinished(() => serving.close());
  const { origin } = serving;
  const asked = (authorization: string): typeof fetch => {
    return (input, init) => {
      const request = new Request(input, init);
      for (const [name, value] of Object.entries({ authorization, origin })) request.headers.set(name, value);
      return fetch(request);
    };
  };
  const token = /#launch=([\w-]+)/u.exec(said.join('\n'))?.[1] ?? '';
  const opened = await asked(`Launch ${token}`)(`${origin}/session/open`, { method: 'POST' });
  const { secret } = (await opened.json()) as { secret: string };
  const { client } = connectHttp(`${origin}/rpc`, asked(`Bearer ${secret}`));
  await client.mpas.add({ id: accountId('099999999999'), name: 'Northwind', scenario: 'enterprise' });
  return { folder, serving, client };
}

test('the web host takes no page’s word for a file of this computer', async () => {
  const { folder, client } = await servedPage();
  const path = join(folder, 'copy.db');
  const backup = async (): Promise<void> => {
    const stream = await client.ledger.backup({ path });
    while ((await stream.next()).done !== true);
  };
  await expect(backup()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(existsSync(path)).toBe(false);
});

test('what a page has half sent is gone when the web host ends', async () => {
  const { folder, serving, client } = await servedPage();
  const sent = (): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('half.csv'));
  const stream = await client.costData.add({
    mpaId: accountId('099999999999'),
    sent: [{ name: 'half.csv', bytes: 100 }],
  });
  const { value } = await stream.next();
  const { uploadId } = value as { uploadId: string };
  await client.costData.sendPiece({ uploadId, file: 0, at: 0, base64: Buffer.from('half').toString('base64') });
  expect(sent()).toHaveLength(1);
  await serving.close();
  await vi.waitFor(() => expect(sent()).toEqual([]));
  await expect(resultOf(stream)).rejects.toMatchObject({ code: 'CORE_STOPPED' });
});
