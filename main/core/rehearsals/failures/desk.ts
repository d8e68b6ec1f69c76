import { join } from 'node:path';
import type { SetupReport } from '../../../../shared/contract/aws.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { ScenarioKey } from '../../../../shared/domain/scenario.ts';
import { SANDBOX_PROFILE } from '../../../../shared/domain/aws/profile.ts';
import { Core } from '../../core.ts';
import { copyOwnFolder } from '../../files/own-files.ts';
import type { Log } from '../../log/log.ts';
import { DEFAULT_ACCOUNT, openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Stage } from './cases.ts';

/** A ledger and a sandbox in a folder of their own, thrown away afterwards. */
export interface Desk {
  core: Core;
  sandbox: Sandbox;
  apply(): Promise<SetupReport>;
  close(): Promise<void>;
}

const DAY = 86_400_000;
const mpaId = DEFAULT_ACCOUNT;

/** What has to be done before each stage, after the stage before it. */
const STAGES: Readonly<
  Record<Stage, { before: Stage | null; scenario: ScenarioKey; reach: (desk: Desk) => Promise<unknown> }>
> = {
  new: { before: null, scenario: 'customer-of-msp', reach: () => Promise.resolve() },
  waiting: { before: 'new', scenario: 'customer-of-msp', reach: (desk) => desk.apply() },
  delivered: {
    before: 'waiting',
    scenario: 'customer-of-msp',
    reach: ({ sandbox }) => Promise.resolve(sandbox.advance(DAY)),
  },
  linked: {
    before: 'delivered',
    scenario: 'customer-of-msp',
    reach: async (desk) => {
      await desk.apply();
      await giveLink(desk, desk.sandbox.status().accounts[0]?.vendorLink ?? '');
    },
  },
  'role-linked': {
    before: null,
    scenario: 'enterprise',
    reach: (desk) => giveLink(desk, desk.sandbox.status().accounts[0]?.accessRoleLink ?? ''),
  },
};

/** A desk at a stage, to be copied. */
interface Pattern {
  folder: string;
  /** What the vendor's template asks for there: the failures that come after it was agreed to are looked at. */
  consents: readonly string[];
}

/** What desks are run with. */
export interface DesksAround {
  readonly appVersion: string;
  readonly log: Log;
  /** Ends what is under way at any of them. */
  readonly signal: AbortSignal;
}

/** Sets up desks at a stage; each stage is reached once and copied then. */
export class Desks {
  readonly #root: string;
  readonly #around: DesksAround;
  readonly #patterns = new Map<Stage, Promise<Pattern>>();
  #number = 0;

  /** @param root a folder for all of them */
  constructor(root: string, around: DesksAround) {
    this.#root = root;
    this.#around = around;
  }

  /** A desk at a stage, to be closed by who asked for it. */
  async at(stage: Stage): Promise<Desk> {
    const pattern = await this.#pattern(stage);
    const folder = join(this.#root, `${(this.#number += 1)}`);
    copyOwnFolder(pattern.folder, folder);
    return this.#open(folder, pattern.consents);
  }

  #pattern(stage: Stage): Promise<Pattern> {
    const known = this.#patterns.get(stage);
    if (known) return known;
    const made = this.#makePattern(stage);
    this.#patterns.set(stage, made);
    return made;
  }

  async #makePattern(stage: Stage): Promise<Pattern> {
    const folder = join(this.#root, `stage-${stage}`);
    const { before, scenario, reach } = STAGES[stage];
    if (before !== null) copyOwnFolder((await this.#pattern(before)).folder, folder);
    const desk = await this.#open(folder, []);
    try {
      if (before === null) await addMpa(desk, scenario);
      await reach(desk);
      return { folder, consents: stage.endsWith('linked') ? await asked(desk) : [] };
    } finally {
      await desk.close();
    }
  }

  async #open(folder: string, consents: readonly string[]): Promise<Desk> {
    const { appVersion, log, signal } = this.#around;
    const sandboxFolder = join(folder, 'sandbox');
    const sandbox = await openSandbox({ folder: sandboxFolder, accounts: [mpaId] });
    const core = new Core({
      ledgerPath: join(folder, 'ledger.db'),
      host: 'cli',
      who: 'rehearsal',
      appVersion,
      log,
      sandboxFolder,
      environment: { HOME: folder },
    });
    return {
      core,
      sandbox,
      apply: () => core.task('aws.apply', { mpaId, profile: null, only: null, consents: [...consents] }, { signal }),
      close: async () => {
        await core.close();
        await sandbox.stop();
      },
    };
  }
}

async function addMpa({ core }: Desk, scenario: ScenarioKey): Promise<void> {
  await core.write('mpas.add', {
    id: mpaId,
    name: 'Rehearsal',
    scenario,
    profileName: SANDBOX_PROFILE,
    spotOrgId: '606000000001',
    mspAccountId: accountId('098700005432'),
  });
}

/** The keys of what a plan asks to be agreed to. */
async function asked({ core }: Desk): Promise<string[]> {
  const { steps } = await core.task('aws.plan', { mpaId, profile: null, only: null });
  return steps.flatMap(({ consents }) => consents.map(({ key }) => key));
}

async function giveLink({ core }: Desk, url: string): Promise<void> {
  await core.task('aws.link', { mpaId, url, kind: null, accounts: null, stackName: null });
}
