import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { TICKET_CHANGE_PARTS } from '../../shared/domain/ticket-changes.ts';
import type { TicketKind } from '../../shared/domain/ticket.ts';
import { resultOf } from '../support/result-of.ts';
import { ticketDesk, TICKET_MPA as MPA } from '../support/ticket-desk.ts';
import { propertyRuns } from './runs.ts';

/** What a person may do to the ledger between two tickets; what can't be done just now is refused, and that is fine. */
const CHANGES = {
  assign: ({ accounts }: Client, a: number, b: number) =>
    accounts.assign({
      mpaId: MPA,
      accounts: { ids: [accountId(`00000000000${1 + (a % 3)}`)] },
      to: b % 4 === 0 ? null : { id: b },
      revision: null,
    }),
  renameSubset: ({ subsets }: Client, a: number, b: number) => subsets.rename({ id: a, name: `Name ${b % 3}` }),
  renameWorkflow: ({ workflows }: Client, a: number, b: number) => workflows.rename({ id: a, name: `Way ${b % 3}` }),
  addSubset: ({ subsets }: Client, a: number) => subsets.add({ mpaId: MPA, name: `Name ${a % 3}` }),
  removeSubset: ({ subsets }: Client, a: number) => subsets.remove({ ids: [a] }),
  setWorkflow: ({ subsets }: Client, a: number, b: number) =>
    subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [a] }, workflowId: b % 3 === 0 ? null : b % 3 }),
  undo: ({ history }: Client) => history.undo(),
};
type Change = [keyof typeof CHANGES, number, number];

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[])),
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 0, max: 5 }),
);

test.each<[Parameters<typeof ticketDesk>[0], TicketKind]>([
  ['msp-design-partner', 'associate-workflows'],
  ['enterprise', 'associate-workflows'],
  ['msp-design-partner', 'workflows'],
])('once a follow-up is sent nothing is left to tell: %s, %s', async (scenario, kind) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(change, { minLength: 1, maxLength: 5 }), { maxLength: 3 }), async (rounds) => {
      const { client } = ticketDesk(scenario);
      const { value: root } = await client.tickets.markSent({ mpaId: MPA, kind, force: true });
      for (const round of rounds) {
        // The ticket itself is not taken back.
        const { operation } = await client.settings.set({ values: { company: `Company ${rounds.indexOf(round)}` } });
        for (const [what, a, b] of round) {
          const [last] = await client.history.list({ limit: 1 });
          if (what === 'undo' && last?.id === operation?.id) continue;
          await CHANGES[what](client, a, b).catch((error: unknown) => expect(error).toHaveProperty('code'));
        }
        const counts = async () => (await resultOf(await client.tickets.changes({ id: root.id }))).counts;
        const before = await counts();
        if (TICKET_CHANGE_PARTS.every((part) => before[part] === 0)) continue;
        const { value: followUp } = await client.tickets.followUp({ id: root.id, force: true });
        expect(followUp.body).not.toContain('\u0000');
        await client.tickets.markSent({ id: followUp.id, force: true });
        expect(await counts()).toMatchObject({ new: 0, changed: 0, moved: 0, renamed: 0, ended: 0 });
      }
    }),
    propertyRuns(`follow-ups: ${scenario}, ${kind}`, 5),
  );
});
