import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { readTemplate } from '../../templates/read-template.ts';
import type { Template } from '../../templates/template.ts';
import type { TaskLedger } from '../../runtime/task.ts';
import { accessRoleStackName, extractorStackName, parametersOfLink } from '../link/stack-names.ts';
import { leastPrivilegePolicy } from './least-privilege.ts';
import type { GrantedPolicy } from './least-privilege.ts';
import { vendorBuckets } from './vendor-buckets.ts';

const REHEARSED =
  'SIMULATED: this set-up is a rehearsal in the sandbox, and the policy names what is there. Give nobody these rights; make the policy again when the rehearsal has ended.';

/**
 * The policy for the set-up of a payer account, with what the ledger knows: its names, its choices, and the templates that are kept.
 * @throws AppError NOT_FOUND.
 */
export async function setupPolicy(
  task: Pick<TaskLedger, 'read'>,
  { mpaId }: { mpaId: AccountId },
): Promise<GrantedPolicy> {
  const mpa = await task.read('mpas.get', { id: mpaId });
  const choices = await task.read('aws.choices', { mpaId });
  const known = await task.read('aws.knownSteps', { mpaId });
  const evidence = (step: string): Readonly<Record<string, string>> =>
    known.find((each) => each.step === step)?.evidence ?? {};
  const granted = leastPrivilegePolicy({
    mpa,
    choices,
    templates: {
      athena: await keptTemplate(task, evidence('crawler-template')['sha256']),
      extractor: await keptTemplate(task, evidence('extractor-stack')['templateSha256']),
      accessRole: await keptTemplate(
        task,
        choices.roleTemplateSha256 ?? evidence('access-role-stack')['templateSha256'],
      ),
    },
    stackNames: {
      extractor: extractorStackName(choices),
      accessRole: accessRoleStackName(choices),
    },
    parameters: {
      extractor: parametersOfLink(choices.extractorLink),
      accessRole: parametersOfLink(choices.roleLink),
    },
    vendorBuckets: vendorBuckets([choices.extractorLink, choices.roleLink]),
  });
  return choices.simulated === true ? { ...granted, notes: [REHEARSED, ...granted.notes] } : granted;
}

async function keptTemplate(task: Pick<TaskLedger, 'read'>, sha256: string | undefined): Promise<Template | null> {
  if (sha256 === undefined) return null;
  const kept = await task.read('aws.keptFile', { sha256 });
  return kept === null ? null : readTemplate(Buffer.from(kept.bytes).toString('utf8'));
}
