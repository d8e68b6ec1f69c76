import { join } from 'node:path';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { SANDBOX_PROFILE } from '../../shared/domain/aws/profile.ts';
import { Core } from '../../main/core/core.ts';
import { silentLog } from '../../main/core/log/log.ts';
import { accessKeyOf } from '../../main/core/sandbox/http/credentials.ts';
import { DEFAULT_ACCOUNT, openSandbox } from '../../main/core/sandbox/sandbox.ts';
import type { Sandbox } from '../../main/core/sandbox/sandbox.ts';
import { inProcessClient } from '../../main/rpc/in-process.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { resultOf } from '../support/result-of.ts';
import type { Case } from './cases.ts';
import { scratch } from './peer-cases.ts';

const DAY = 24 * 3_600_000;
/** How many accounts the organization has. */
const MEMBERS = 10_000;
const mpaId = DEFAULT_ACCOUNT;

let core: Core | null = null;
let sandbox: Sandbox | null = null;

/** A sandbox and a ledger with its payer account, in this process. */
async function open(folder: string, members: number): Promise<{ core: Core; sandbox: Sandbox }> {
  const root = scratch(folder, `aws-${members}`);
  sandbox = await openSandbox({ folder: join(root, 'sandbox'), members });
  core = new Core({
    ledgerPath: join(root, 'ledger.db'),
    host: 'test',
    who: 'bench',
    appVersion: '0.0.0',
    log: silentLog(),
    sandboxFolder: join(root, 'sandbox'),
  });
  await core.write('mpas.add', {
    id: mpaId,
    name: 'Contoso',
    scenario: 'customer-of-msp',
    profileName: SANDBOX_PROFILE,
    spotOrgId: '606000000001',
    mspAccountId: accountId('098700005432'),
  });
  return { core, sandbox };
}

const finish = async (): Promise<void> => {
  await core?.close();
  await sandbox?.stop();
};

/** What a finished set-up consists of; each is one thing to read. */
const FACTS = [
  'identity',
  'organization and its payer',
  'report definitions (with the last delivery)',
  'transfers of the bill',
  'Lambda quota',
  'bucket: whose and where',
  'bucket policy',
  'public access block',
  'bucket encryption',
  'crawler-cfn.yml in the bucket',
  'Athena stack',
  'crawler of the stack',
  'schedule of the crawler',
  'extractor stack',
] as const;

async function setUp(): Promise<void> {
  if (!core || !sandbox) throw new Error('nothing is open');
  const apply = { mpaId, profile: null, only: null, consents: [] };
  await core.task('aws.apply', apply);
  sandbox.advance(DAY);
  await core.task('aws.apply', apply);
  const url = sandbox.status().accounts[0]?.vendorLink ?? '';
  await core.task('aws.link', { mpaId, url, kind: null, accounts: null, stackName: null });
  const { steps } = await core.task('aws.plan', { mpaId, profile: null, only: null });
  const consents = steps.flatMap((step) => step.consents.map(({ key }) => key));
  const { outcome } = await core.task('aws.apply', { ...apply, consents });
  if (outcome !== 'done') throw new Error(`the set-up ended ${outcome}`);
}

function config() {
  const credentials = { accessKeyId: accessKeyOf(mpaId), secretAccessKey: sandbox?.secretOf(mpaId) ?? '' };
  return { endpoint: sandbox?.url ?? '', region: 'us-east-1', credentials };
}

/** The AWS side: what is measured runs against the sandbox in the same process, ours and the yardstick alike. */
export const AWS_CASES: Readonly<Record<string, Case>> = {
  'aws-plan': {
    prepare: async (folder) => {
      await open(folder, 24);
      await setUp();
      return folder;
    },
    run: async () => {
      const report = await core?.task('aws.plan', { mpaId, profile: null, only: null });
      const { reads = 0, changes = 0 } = report?.calls ?? {};
      if (reads > FACTS.length || changes > 0) throw new Error(`${reads} calls for ${FACTS.length} facts`);
      return { checked: report?.outcome ?? '', extra: { calls: reads, 'facts to read': FACTS.length, changes } };
    },
    finish,
  },
  /** As many calls as a plan makes, by the bare client, one after the other. */
  'bare-calls': {
    prepare: async (folder) => {
      await open(folder, 24);
      return folder;
    },
    run: async () => {
      const client = new STSClient(config());
      for (const _ of FACTS) await client.send(new GetCallerIdentityCommand({}));
      return { checked: `calls ${FACTS.length}` };
    },
    finish,
  },
  'import-organization': {
    prepare: async (folder) => {
      await open(folder, MEMBERS);
      return folder;
    },
    run: async () => {
      if (!core) throw new Error('nothing is open');
      const { imports } = inProcessClient({ core, log: silentLog(), localFiles: true });
      const { importId } = await resultOf(await imports.openOrganization({ mpaId }));
      const { value } = await resultOf(await imports.apply({ importId }));
      await resultOf(await imports.close({ importId }));
      return { checked: `rows ${value.accounts.added}` };
    },
    finish,
    stalls: true,
  },
  /** The same pages by the bare client, kept nowhere. */
  'bare-list-accounts': {
    prepare: async (folder) => {
      await open(folder, MEMBERS);
      return folder;
    },
    run: async () => {
      const client = new OrganizationsClient(config());
      let rows = 0;
      let token: string | undefined;
      do {
        const input = token === undefined ? {} : { NextToken: token };
        const { Accounts = [], NextToken } = await client.send(new ListAccountsCommand(input));
        rows += Accounts.length;
        token = NextToken;
      } while (token !== undefined);
      return { checked: `rows ${rows}` };
    },
    finish,
  },
};
