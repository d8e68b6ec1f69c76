import type { ChooseInput, ExtractorAccounts, SetupChoices } from '../../../../shared/contract/aws.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { bucketNameProblem } from '../../../../shared/domain/aws/bucket-name.ts';
import { setupStepsOf } from '../../../../shared/domain/aws/setup-step.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import { act } from '../../../../shared/domain/action.ts';
import { isReportRegion, REPORT_REGIONS } from '../../../../shared/domain/aws/report-region.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import { SCENARIOS } from '../../../../shared/domain/scenario.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa, setMpa } from '../mpas/service.ts';
import { keptExtractor, keptRole, NO_ROLE_LINK, wholeLink } from './kept-link.ts';
import { accountOfMpa, choicesOf, putChoices, subsetAccountIds } from './repo.ts';
import type { ChoicesRow } from './repo.ts';

/** What the operator has chosen for the set-up of a payer account; the procedure's values where nothing was. @throws AppError NOT_FOUND. */
export function getChoices({ db }: Pick<ReadContext, 'db'>, { mpaId }: { mpaId: AccountId }): SetupChoices {
  requireMpa(db, mpaId);
  return toChoices(db, rowOf(db, mpaId));
}

/** What can be chosen, by the names of the input of `choose`. @throws AppError NOT_FOUND. */
export function chosen(
  { db }: Pick<ReadContext, 'db'>,
  { mpaId }: { mpaId: AccountId },
): { bucket: string; region: string; withAthena: boolean } {
  const { region, withAthena } = getChoices({ db }, { mpaId });
  return { bucket: requireMpa(db, mpaId).curBucketName, region, withAthena };
}

/** Changes what is given. @throws AppError NOT_FOUND, INVALID_INPUT. */
export function choose(context: WriteContext, input: ChooseInput): SetupChoices {
  const { mpaId, region, withAthena, bucket, forgetLink } = input;
  const mpa = requireMpa(context.db, mpaId);
  const problem = bucket === null ? null : bucketNameProblem(bucket);
  if (problem !== null) {
    throw new AppError('INVALID_INPUT', `The bucket name '${bucket}' can't be used: ${problem}.`, {
      field: 'bucket',
      value: bucket,
    });
  }
  const { setUp } = SCENARIOS[mpa.scenario];
  if (withAthena !== null && setUp.alwaysAthena) {
    throw new AppError(
      'INVALID_INPUT',
      `${mpa.name} is a customer of an MSP: its set-up always has the Athena stack. The choice is for own management accounts.`,
      { field: 'withAthena' },
    );
  }
  if (bucket !== null) setMpa(context, { id: mpaId, curBucketName: bucket });
  if (region !== null && setUp.region !== null && region !== setUp.region) {
    throw new AppError(
      'INVALID_INPUT',
      `Everything of a customer of an MSP is set up in ${setUp.region}, not in ${region}.`,
      { field: 'region', value: region },
    );
  }
  if (region !== null && !isReportRegion(region)) {
    throw new AppError(
      'INVALID_INPUT',
      `The report can't be set up in ${region}. It can in: ${REPORT_REGIONS.join(', ')}.`,
      { field: 'region', value: region },
    );
  }
  const row = rowOf(context.db, mpaId);
  const changed = {
    ...row,
    region: region ?? row.region,
    with_athena: withAthena === null ? row.with_athena : Number(withAthena),
    ...(forgetLink === 'extractor' && { extractor_link: null, extractor_secret: null }),
    ...(forgetLink === 'access-role' && NO_ROLE_LINK),
  };
  if (JSON.stringify(changed) !== JSON.stringify(row)) putChoices.run(context.db, changed);
  context.label(`Chose how ${mpa.name} is set up in AWS`);
  context.mpa(mpaId);
  return toChoices(context.db, changed);
}

/** Keeps the vendor's link, which was looked at already, with what the operator fills in. @throws AppError NOT_FOUND, INVALID_INPUT. */
export function keepLink(
  context: WriteContext,
  input: {
    mpaId: AccountId;
    kind: 'extractor' | 'access-role';
    url: string;
    accounts: ExtractorAccounts | null;
    stackName: string | null;
  },
): SetupChoices {
  const { mpaId, kind, url, accounts, stackName } = input;
  const mpa = requireMpa(context.db, mpaId);
  const row = rowOf(context.db, mpaId);
  assertStepOfLink(mpa, kind, row.with_athena === 1);
  if (accounts?.kind === 'accounts' && kind === 'access-role') {
    throw new AppError(
      'INVALID_INPUT',
      'The link is of the access role, which is made for the whole payer account: the choice of accounts has no effect on it. Leave it out. Nothing was changed.',
      { field: 'accounts' },
    );
  }
  if (accounts !== null) extractorAccountIds(context, { mpaId, accounts });
  const changed: ChoicesRow =
    kind === 'extractor'
      ? {
          ...row,
          ...keptExtractor(context.db, row, url),
          extractor_stack_name: stackName ?? row.extractor_stack_name,
          extractor_accounts: accounts === null ? row.extractor_accounts : JSON.stringify(accounts),
        }
      : {
          ...row,
          ...keptRole(context.db, row, url),
          role_template_sha256: null,
          role_stack_name: stackName ?? row.role_stack_name,
        };
  if (JSON.stringify(changed) !== JSON.stringify(row)) putChoices.run(context.db, changed);
  context.label(`Kept the vendor's link for ${mpa.name}`);
  context.mpa(mpaId);
  return toChoices(context.db, changed);
}

/** A link for a stack that the set-up does not have would lie there unused. @throws AppError INVALID_INPUT. */
function assertStepOfLink({ name, scenario }: Mpa, kind: 'extractor' | 'access-role', withAthena: boolean): void {
  if (setupStepsOf(scenario, withAthena).some(({ key }) => key === `${kind}-stack`)) return;
  throw new AppError(
    'INVALID_INPUT',
    kind === 'extractor'
      ? `The link is for an extractor stack, which the set-up of ${name} does not have: only customers of an MSP have one. See whether it belongs to another payer account${act('mpa.other')}.`
      : `The link is for an access role stack, which the set-up of ${name} does not have: only own management accounts have one. See whether it belongs to another payer account${act('mpa.other')}.`,
    { field: 'kind', kind },
  );
}

/** Keeps which template file the access role stack is made from. @throws AppError NOT_FOUND. */
export function keepRoleTemplate(
  context: WriteContext,
  { mpaId, sha256, stackName }: { mpaId: AccountId; sha256: string; stackName: string | null },
): SetupChoices {
  const mpa = requireMpa(context.db, mpaId);
  const row = rowOf(context.db, mpaId);
  const changed = {
    ...row,
    ...NO_ROLE_LINK,
    role_template_sha256: sha256,
    role_stack_name: stackName ?? row.role_stack_name,
  };
  if (JSON.stringify(changed) !== JSON.stringify(row)) putChoices.run(context.db, changed);
  context.label(`Kept the access role template for ${mpa.name}`);
  context.mpa(mpaId);
  return toChoices(context.db, changed);
}

/**
 * Binds a set-up to the real AWS or to the sandbox, at its first apply; what was begun in one is not continued in the other.
 * @throws AppError CONFLICT.
 */
export function bindSimulation(
  context: WriteContext,
  { mpaId, simulated }: { mpaId: AccountId; simulated: boolean },
): SetupChoices {
  const mpa = requireMpa(context.db, mpaId);
  const row = rowOf(context.db, mpaId);
  assertSimulation({ db: context.db }, { mpaId, simulated });
  if (row.simulated === null) putChoices.run(context.db, { ...row, simulated: Number(simulated) });
  context.label(simulated ? `Began a rehearsal in the sandbox for ${mpa.name}` : `Began the AWS set-up of ${mpa.name}`);
  context.mpa(mpaId);
  return toChoices(context.db, { ...row, simulated: Number(simulated) });
}

/**
 * Makes sure that a set-up may go on in the sandbox, or in AWS: it was begun there, or nowhere yet.
 * @throws AppError NOT_FOUND, CONFLICT.
 */
export function assertSimulation(
  { db }: Pick<ReadContext, 'db'>,
  { mpaId, simulated: wanted }: { mpaId: AccountId; simulated: boolean },
): object {
  const { name } = requireMpa(db, mpaId);
  const { simulated } = rowOf(db, mpaId);
  if (simulated === null || Boolean(simulated) === wanted) return {};
  throw new AppError(
    'CONFLICT',
    wanted
      ? `The set-up of ${name} is a real one; it can't go on in the sandbox. Rehearse with another payer account, or in another ledger${act('ledger.other')}.`
      : `The set-up of ${name} is a rehearsal in the sandbox; it can't go on in a real account. Nothing was changed. End the rehearsal with: ${act('aws.end-rehearsal', { mpaId })}`,
    { simulated: Boolean(simulated), wanted },
  );
}

/**
 * The account IDs for the parameter AccountList: empty for all accounts (docs/procedure.md: 'AWS set-up values').
 * @throws AppError NOT_FOUND (an account or subset that the payer account has not), INVALID_INPUT (an empty subset).
 */
export function extractorAccountIds(
  { db }: Pick<ReadContext, 'db'>,
  { mpaId, accounts }: { mpaId: AccountId; accounts: ExtractorAccounts },
): string[] {
  if (accounts.kind === 'all') return [];
  if (accounts.kind === 'accounts') {
    for (const id of accounts.ids) {
      if (id === mpaId || accountOfMpa.get(db, { mpaId, id })) continue;
      throw new AppError('NOT_FOUND', `The payer account ${mpaId} has no account ${id} in the ledger.`, { id });
    }
    return [...new Set(accounts.ids)].sort();
  }
  const ids = accounts.names.flatMap((name) => {
    const found = subsetAccountIds.all(db, { mpaId, nameKey: nameKey(name) }).map(({ id }) => id);
    if (found.length > 0) return found;
    throw new AppError('INVALID_INPUT', `There is no subset '${name}' with accounts in the payer account ${mpaId}.`, {
      field: 'subset',
      value: name,
    });
  });
  return [...new Set(ids)].sort();
}

function rowOf(db: ReadDb, mpaId: AccountId): ChoicesRow {
  return (
    choicesOf.get(db, { mpaId }) ?? {
      mpa_id: mpaId,
      simulated: null,
      region: 'us-east-1',
      with_athena: 0,
      extractor_link: null,
      extractor_secret: null,
      extractor_stack_name: null,
      extractor_accounts: '{"kind":"all"}',
      role_link: null,
      role_secret: null,
      role_template_sha256: null,
      role_stack_name: null,
    }
  );
}

function toChoices(db: ReadDb, row: ChoicesRow): SetupChoices {
  const [extractorLink, roleLink] = [
    wholeLink(db, row.extractor_link, row.extractor_secret),
    wholeLink(db, row.role_link, row.role_secret),
  ];
  return {
    // The CHECK of mpa.id, which this refers to, allows account IDs only.
    mpaId: row.mpa_id as AccountId,
    simulated: row.simulated === null ? null : row.simulated === 1,
    region: row.region,
    withAthena: row.with_athena === 1,
    extractorLink,
    extractorStackName: row.extractor_stack_name,
    extractorAccounts: JSON.parse(row.extractor_accounts) as ExtractorAccounts,
    roleLink,
    roleTemplateSha256: row.role_template_sha256,
    roleStackName: row.role_stack_name,
    lostLinks: [
      ...(extractorLink === null && row.extractor_link !== null ? (['extractor'] as const) : []),
      ...(roleLink === null && row.role_link !== null ? (['access-role'] as const) : []),
    ],
  };
}
