import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Core } from '../../../main/core/core.ts';
import { silentLog } from '../../../main/core/log/log.ts';
import { SANDBOX_PROFILE } from '../../../shared/domain/aws/profile.ts';
import { DEFAULT_ACCOUNT, openSandbox } from '../../../main/core/sandbox/sandbox.ts';
import type { Sandbox } from '../../../main/core/sandbox/sandbox.ts';
import type { SetupReport } from '../../../shared/contract/aws.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import type { ScenarioKey } from '../../../shared/domain/scenario.ts';
import { askedBy } from '../../support/asked-by.ts';
import { LONG_TEMPLATE, putTemplate, roleLinkTo } from './role-templates.ts';

// Each round starts threads, and some start programs: all of them share compiled code.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'enrollment-desk-test-cache');

export const DAY = 24 * 3_600_000;
export const MPA = DEFAULT_ACCOUNT;

/** A ledger and a sandbox in one folder, open. */
export interface OpenDesk {
  folder: string;
  /** What its applies have agreed to. */
  consents: readonly string[];
  core: Core;
  sandbox: Sandbox;
  apply(): Promise<SetupReport>;
  close(): Promise<void>;
}

/** A stretch of the whole set-up that one apply does, from a folder as it is before it. */
export interface Phase {
  name: string;
  /** A folder with the ledger and the sandbox before the apply. It is copied, never used. */
  folder: string;
  /** What that apply has agreed to: all that a plan asks for. */
  consents: readonly string[];
  /** How many calls that apply makes when nothing hinders it. */
  calls: number;
  /** How everything stands after it. */
  end: string;
}

/** Opens the ledger and the sandbox of a folder. @param consents what its applies have agreed to */
export async function openDesk(folder: string, consents: readonly string[] = []): Promise<OpenDesk> {
  const sandboxFolder = join(folder, 'sandbox');
  const sandbox = await openSandbox({ folder: sandboxFolder, accounts: [MPA] });
  const core = new Core({
    ledgerPath: join(folder, 'ledger.db'),
    host: 'test',
    who: 'tester',
    appVersion: '0.0.0-test',
    log: silentLog(),
    sandboxFolder,
    environment: { HOME: folder },
  });
  return {
    folder,
    consents,
    core,
    sandbox,
    apply: () => core.task('aws.apply', { mpaId: MPA, profile: null, only: null, consents: [...consents] }),
    close: async () => {
      await core.close();
      await sandbox.stop();
    },
  };
}

/** The whole set-up as phases: of a customer of an MSP in three, of an own management account in one, and in one by a change set. */
export async function makePhases(root: string): Promise<Phase[]> {
  return [
    ...(await phasesOf(root, 'customer-of-msp', [
      ['bucket and report', () => Promise.resolve()],
      [
        'Athena stack, schedule and hand-off',
        async ({ sandbox }) => void (await Promise.resolve(sandbox.advance(DAY))),
      ],
      ['extractor stack', (desk) => giveLink(desk, desk.sandbox.status().accounts[0]?.vendorLink ?? '')],
    ])),
    ...(await phasesOf(root, 'enterprise', [
      ['own management account', (desk) => giveLink(desk, desk.sandbox.status().accounts[0]?.accessRoleLink ?? '')],
    ])),
    ...(await phasesOf(root, 'msp', [
      [
        'own management account, by a change set',
        (desk) => giveLink(desk, roleLinkTo(putTemplate(desk.sandbox, LONG_TEMPLATE))),
      ],
    ])),
  ];
}

async function giveLink({ core }: OpenDesk, url: string): Promise<void> {
  await core.task('aws.link', { mpaId: MPA, url, kind: null, accounts: null, stackName: null });
}

async function phasesOf(
  root: string,
  scenario: ScenarioKey,
  steps: readonly (readonly [string, (desk: OpenDesk) => Promise<void>])[],
): Promise<Phase[]> {
  const work = join(root, scenario, 'work');
  const phases: Phase[] = [];
  let desk = await openDesk(work);
  await desk.core.write('mpas.add', {
    id: MPA,
    name: 'Contoso',
    scenario,
    profileName: SANDBOX_PROFILE,
    spotOrgId: '606000000001',
    mspAccountId: accountId('098700005432'),
  });
  for (const [index, [name, prepare]] of steps.entries()) {
    await prepare(desk);
    const consents = askedBy(await desk.core.task('aws.plan', { mpaId: MPA, profile: null, only: null }));
    await desk.close();
    const folder = join(root, scenario, String(index));
    cpSync(work, folder, { recursive: true });
    desk = await openDesk(work, consents);
    await desk.apply();
    phases.push({ name, folder, consents, calls: desk.sandbox.calls.length, end: await fingerprint(desk) });
  }
  await desk.close();
  return phases;
}

/** Every call of every phase, with what a sample of them is to be spread over. */
export function callsOf(phases: readonly Phase[]): { phase: Phase; call: number; facets: string[] }[] {
  return phases.flatMap((phase) =>
    Array.from({ length: phase.calls }, (_, index) => ({
      phase,
      call: index + 1,
      // Its phase, the part of the phase, and the very call.
      facets: [
        phase.name,
        `${phase.name} ${Math.floor((index * 4) / phase.calls)}`,
        `${phase.name}, call ${index + 1}`,
      ],
    })),
  );
}

/** Runs something on a copy of a phase's folder; the copy is removed again. */
export async function onCopy<T>(phase: Phase, run: (desk: OpenDesk) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-phase-'));
  try {
    cpSync(phase.folder, folder, { recursive: true });
    const desk = await openDesk(folder, phase.consents);
    try {
      return await run(desk);
    } finally {
      await desk.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How everything stands, in AWS and in the ledger, as text; what is made by chance (IDs, times) is left out. */
export async function fingerprint({ core, sandbox }: OpenDesk): Promise<string> {
  const { created } = sandbox.status();
  const { slices, shared } = sandbox.world.state;
  const steps = await core.read('aws.knownSteps', { mpaId: MPA });
  const { steps: procedure } = await core.read('steps.list', { mpaId: MPA });
  const connect = procedure.find(({ key }) => key === 'connect');
  return withoutChance(
    JSON.stringify(
      {
        created: [...created].sort(),
        stacks: stackStates(slices[MPA]?.['cloudformation'] ?? {}),
        buckets: shared['s3'],
        reports: slices[MPA]?.['cur'],
        crawlers: slices[MPA]?.['glue'],
        steps: steps.map(({ step, state, evidence }) => [
          step,
          state,
          // How often it was tried is left out: what was begun and not made is begun anew.
          Object.keys(evidence).filter((name) => name !== 'attempt'),
          evidence['made'],
        ]),
        connect: [connect?.state, Object.keys(connect?.evidence ?? {})],
      },
      null,
      1,
    ),
  );
}

/** Every stack's name and state. */
function stackStates(cloudformation: object): string[] {
  const found: string[] = [];
  JSON.stringify(cloudformation, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'stackId' in value && 'status' in value && 'name' in value) {
      found.push(`${String(value.name)} ${String(value.status)}`);
    }
    return value;
  });
  return [...new Set(found)].sort();
}

function withoutChance(text: string): string {
  return (
    text
      .replaceAll(/-[A-Za-z0-9]{8,16}(?=["\\ /])/gu, '-X')
      .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, 'UUID')
      .replaceAll(/\b1[0-9]{12}(?:\.\d+)?\b/gu, 'TIME')
      .replaceAll(/\d{8}T\d{6}Z/gu, 'TIME')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, 'TIME')
      .replaceAll(/"(?:body|etag)": "[^"]*"/gu, '"bytes"')
      // The number of a schedule counts how often it was set, which does no harm.
      .replaceAll(/"id": \d+/gu, '"id"')
      .replaceAll(/"running": (?:true|false)/gu, '"running"')
      .replaceAll(/"lastCrawl": (?:null|\{[^}]*\})/gu, '"lastCrawl"')
  );
}
