import { describe, expect, it } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';

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
    const undone = await client.history.undo();
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
});
