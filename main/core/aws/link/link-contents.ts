import type { LinkContents } from '../../../../shared/contract/aws.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { shownLinkParameters } from '../../../../shared/domain/aws/shown-link.ts';
import type { TaskLedger } from '../../runtime/task.ts';
import { isLink, readQuickCreateLink, withoutQuery } from './quick-create-link.ts';
import type { QuickCreateLink } from './quick-create-link.ts';

/**
 * What a link of the vendor's says, for a person to compare with the vendor's mail. Nothing is kept, AWS is not asked. A value with
 * the ID of another payer account of the ledger is warned of, and so is a region that is not the set-up's. A value that may be one that
 * nobody is to see stays hidden: the template, which tells, is read by the plan.
 * @throws AppError INVALID_INPUT (no such link, with the reason), NOT_FOUND (no such payer account).
 */
export async function readLinkContents(
  task: Pick<TaskLedger, 'read'>,
  { mpaId, url }: { mpaId: AccountId; url: string },
): Promise<LinkContents> {
  const { stackName, region, templateUrl, parameters } = assertLink(url);
  const [choices, mpas] = await Promise.all([task.read('aws.choices', { mpaId }), task.read('mpas.list', undefined)]);
  const others = mpas.filter(({ id }) => id !== mpaId);
  const warnings = Object.entries(parameters).flatMap(([parameter, value]) =>
    others.filter(({ id }) => value.includes(id)).map((other) => foreign(parameter, other)),
  );
  if (region !== null && region !== choices.region)
    warnings.push(`The link is for the region ${region}, but the set-up is in ${choices.region}.`);
  return {
    stackName,
    region,
    templateUrl: withoutQuery(templateUrl),
    parameters: shownLinkParameters(parameters),
    warnings,
  };
}

/** Reads a link. @throws AppError INVALID_INPUT with the reason why it is none. */
export function assertLink(url: string): QuickCreateLink {
  const read = readQuickCreateLink(url);
  if (isLink(read)) return read;
  throw new AppError(
    'INVALID_INPUT',
    `This is not the link of a CloudFormation stack: ${read.problem}. Copy the whole link out of the vendor's mail${act('aws.link-quoted')}.`,
    { field: 'url', problem: read.problem },
  );
}

function foreign(parameter: string, { id, name }: { id: string; name: string }): string {
  return `${parameter} names ${id}, which is another payer account of this ledger (${name}). Ask the vendor whether the link is for this one.`;
}
