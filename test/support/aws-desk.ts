import type { SetupReport, SetupStepView } from '../../shared/contract/aws.ts';
import type { AccountId } from '../../shared/domain/account-id.ts';
import type { ScenarioKey } from '../../shared/domain/scenario.ts';
import type { SetupStepKey } from '../../shared/domain/aws/setup-step.ts';
import type { Core } from '../../main/core/core.ts';
import { SANDBOX_PROFILE } from '../../shared/domain/aws/profile.ts';
import { DEFAULT_ACCOUNT } from '../../main/core/sandbox/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../../main/core/sandbox/sandbox.ts';
import type { Client } from '../../shared/contract/client.ts';
import { askedBy } from './asked-by.ts';
import { tempCore } from './temp-core.ts';
import { tempSandbox } from './temp-sandbox.ts';

/** A payer account in a ledger of the test's own, whose profile is a sandbox that runs in the test's process. */
export interface AwsDesk {
  core: Core;
  client: Client;
  sandbox: Sandbox;
  mpaId: AccountId;
  ledgerPath: string;
  folder: string;
  /** What core.task('aws.plan') told on the way. */
  events: object[];
  plan(only?: SetupStepKey): Promise<SetupReport>;
  apply(consents?: readonly string[], only?: SetupStepKey): Promise<SetupReport>;
  /** Applies what a plan of it has shown, agreeing to all that the plan asks. */
  applyAgreed(): Promise<SetupReport>;
}

/** Makes such a desk. The payer account has all that a hand-off mail needs. */
export async function awsDesk(
  options: {
    scenario?: ScenarioKey;
    mpaId?: AccountId;
    now?: string;
    ledgerPath?: string;
  } & Partial<SandboxOptions> = {},
): Promise<AwsDesk> {
  const { scenario = 'customer-of-msp', mpaId = DEFAULT_ACCOUNT, now, ledgerPath: ledger, ...rest } = options;
  const { sandbox, folder } = await tempSandbox({ accounts: [mpaId], ...rest });
  const { core, client, ledgerPath } = tempCore({
    sandboxFolder: folder,
    environment: { HOME: folder },
    ...(now === undefined ? {} : { now }),
    ...(ledger === undefined ? {} : { ledgerPath: ledger }),
  });
  if (ledger === undefined) {
    await client.mpas.add({
      id: mpaId,
      name: 'Contoso',
      scenario,
      profileName: SANDBOX_PROFILE,
      spotOrgId: '606000000001',
      mspAccountId: '098700005432',
    });
  }
  const events: object[] = [];
  const told = { onEvent: (event: object): void => void events.push(event) };
  const plan: AwsDesk['plan'] = (only) => core.task('aws.plan', { mpaId, profile: null, only: only ?? null }, told);
  const apply: AwsDesk['apply'] = (consents = [], only) =>
    core.task('aws.apply', { mpaId, profile: null, only: only ?? null, consents: [...consents] }, told);
  return {
    core,
    client,
    sandbox,
    mpaId,
    ledgerPath,
    folder,
    events,
    plan,
    apply,
    applyAgreed: async () => apply(askedBy(await plan())),
  };
}

/** A step of a report. @throws Error when the report has none of that key. */
export function stepOf(report: SetupReport, key: SetupStepKey): SetupStepView {
  const found = report.steps.find((step) => step.key === key);
  if (!found) throw new Error(`the report has no step ${key}`);
  return found;
}
