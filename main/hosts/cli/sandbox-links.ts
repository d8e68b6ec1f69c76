import type { SetupStepView } from '../../../shared/contract/aws.ts';
import type { SandboxStatusView } from '../../../shared/contract/sandbox.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { handOffState } from '../../../shared/domain/aws/hand-off.ts';
import { SCENARIOS } from '../../../shared/domain/scenario.ts';

type Account = SandboxStatusView['accounts'][number];

/** What the simulated vendor would have sent a payer account by now. */
export interface SentLinks {
  account: Account;
  /** Null: none yet. Undefined: its set-up has no such stack. */
  extractor: string | null | undefined;
  accessRole: string | undefined;
}

/**
 * The links of every account of the sandbox, by what the ledger knows: the vendor answers the hand-off mail of a customer of an MSP;
 * an own management account has the access role alone. Of an account that the ledger does not have, both.
 */
export async function sentLinks(client: Client, accounts: readonly Account[]): Promise<SentLinks[]> {
  const mpas = await client.mpas.list();
  return Promise.all(
    accounts.map(async (account): Promise<SentLinks> => {
      const { vendorLink: extractor, accessRoleLink: accessRole } = account;
      const mpa = mpas.find(({ id }) => id === account.id);
      if (mpa === undefined) return { account, extractor, accessRole };
      if (SCENARIOS[mpa.scenario].setUp.of !== 'customer') return { account, extractor: undefined, accessRole };
      const { steps } = await client.aws.status({ mpaId: mpa.id });
      const isAsked = steps.some((step) => step.key === 'hand-off' && isWritten(step));
      return { account, extractor: isAsked ? extractor : null, accessRole: undefined };
    }),
  );
}

/** The simulated vendor needs no mail: it answers one that was made. */
function isWritten({ state, evidence }: SetupStepView): boolean {
  return state === 'in-place' || (state === 'needs-you' && handOffState({ evidence }, false) !== null);
}

/** What happened in the sandbox, without links that nobody would have been sent. */
export function withoutUnsent(events: readonly string[], links: readonly SentLinks[]): string[] {
  const unsent = links.flatMap(({ account, extractor }) =>
    account.vendorLink !== null && extractor !== account.vendorLink ? [account.vendorLink] : [],
  );
  return events.filter((event) => !unsent.some((link) => event.includes(link)));
}
