import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../shared/contract/client.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { inProcessClient } from '../../rpc/in-process.ts';
import { Core } from '../core.ts';
import { silentLog } from '../log/log.ts';

const id = accountId('099999999999');

describe('operations', () => {
  it('records what was added, by whom and when, and undoes and redoes it as a whole', async () => {
    const { client } = tempCore({ now: '2026-11-21T04:00:00.000Z' });
    await client.mpas.add({ id, name: '  Example   MSP ', scenario: 'enterprise', spotOrgId: '606000000001' });

    const [operation] = await client.history.list({});
    expect(operation).toEqual({
      id: 1,
      kind: 'do',
      command: 'mpas.add',
      label: 'Added the payer account Example MSP (099999999999)',
      mpaId: '099999999999',
      targetId: null,
      state: 'done',
      who: 'tester',
      host: 'test',
      at: '2026-11-21T04:00:00Z',
      changes: 1,
    });
    const { value: undone } = await client.history.undo();
    expect(undone).toMatchObject({ operationId: 1, rows: 1 });
    expect(await client.mpas.list()).toEqual([]);
    await client.history.redo();
    expect(await client.mpas.list()).toMatchObject([
      { id: '099999999999', name: 'Example MSP', spotOrgId: '606000000001' },
    ]);
    await expect(client.history.redo()).rejects.toMatchObject({ code: 'NOTHING_TO_REDO' });
    expect((await client.history.list({})).map(({ kind, state }) => [kind, state])).toEqual([
      ['redo', 'done'],
      ['undo', 'done'],
      ['do', 'done'],
    ]);
  });

  it('goes back step by step and forward again, and a new change ends what could be redone', async () => {
    const { client } = tempCore();
    await client.mpas.add({ id, name: 'One', scenario: 'msp' });
    await client.mpas.set({ id, name: 'Two' });
    await client.mpas.set({ id, name: 'Three' });
    const name = async (): Promise<string | undefined> => (await client.mpas.list())[0]?.name;

    await client.history.undo();
    await client.history.undo();
    expect(await name()).toBe('One');
    await client.history.redo();
    expect(await name()).toBe('Two');
    await client.history.undo();
    await client.history.redo();
    expect(await name()).toBe('Two');
    await client.mpas.set({ id, name: 'Four' });
    await expect(client.history.redo()).rejects.toMatchObject({ code: 'NOTHING_TO_REDO' });
    await client.history.undo();
    expect(await name()).toBe('Two');
  });

  it('keeps no operation for a change that changes nothing, and nothing of one that fails', async () => {
    const { client } = tempCore();
    await client.mpas.add({ id, name: 'One', scenario: 'msp' });
    await client.mpas.set({ id, name: 'One' });
    await expect(client.mpas.add({ id, name: 'Other', scenario: 'msp' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    await expect(client.mpas.add({ id: '111122223333', name: ' ONE ', scenario: 'msp' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    expect(await client.history.list({})).toHaveLength(1);
  });

  it('shows the history of one payer account with every value before and after', async () => {
    const { client } = tempCore();
    await client.mpas.add({ id, name: 'One', scenario: 'msp' });
    await client.mpas.set({ id, name: 'Two' });
    const changes = await client.history.of({ entity: 'mpa', key: id });
    expect(changes.map(({ what, before, after }) => [what, before?.['name'], after?.['name']])).toEqual([
      ['changed', 'One', 'Two'],
      ['added', undefined, 'One'],
    ]);
  });

  it('says in the history of an account who took a change back and who brought it again', async () => {
    const ledgerPath = join(tempFolder(), 'ledger.db');
    const account = accountId('000000000001');
    /** One person's program, from start to end. */
    const as = async (who: string, act: (client: Client) => Promise<unknown>): Promise<void> => {
      const log = silentLog();
      const core = new Core({ ledgerPath, host: 'test', who, appVersion: '0.0.0-test', log });
      await act(inProcessClient({ core, log, localFiles: true }));
      await core.close();
    };
    await as('ann', async (client) => {
      await client.mpas.add({ id, name: 'One', scenario: 'msp' });
      await client.accounts.add({ mpaId: id, id: account, name: 'first' });
    });
    await as('bob', (client) => client.accounts.set({ id: account, name: 'second' }));
    await as('cy', (client) => client.history.undo());
    await as('dee', (client) => client.history.redo());

    await as('eve', async (client) => {
      const changes = await client.history.of({ entity: 'account', key: account });
      expect(changes.map(({ who, kind, label, after }) => [who, kind, label, after?.['name']])).toEqual([
        ['dee', 'redo', 'Redid: Changed the account second (000000000001)', 'second'],
        ['cy', 'undo', 'Undid: Changed the account second (000000000001)', 'first'],
        ['bob', 'do', 'Changed the account second (000000000001)', 'second'],
        ['ann', 'do', 'Added the account first (000000000001) to One', 'first'],
      ]);
    });
  });
});
