import type { SetupChoices } from '../../../../shared/contract/aws.ts';
import { isLink, isStackName, readQuickCreateLink } from './quick-create-link.ts';

/** Names of the vendor's stacks where neither the operator nor the link gives one. */
const DEFAULTS = { extractor: 'SpotEcoExtractor', accessRole: 'SpotFinOpsRole' } as const;

/** What the extractor stack is called: the operator's name, else the link's where CloudFormation takes it, else ours. */
export function extractorStackName(choices: Pick<SetupChoices, 'extractorLink' | 'extractorStackName'>): string {
  return choices.extractorStackName ?? nameInLink(choices.extractorLink) ?? DEFAULTS.extractor;
}

/** What the access role stack is called, by the same rule. */
export function accessRoleStackName(choices: Pick<SetupChoices, 'roleLink' | 'roleStackName'>): string {
  return choices.roleStackName ?? nameInLink(choices.roleLink) ?? DEFAULTS.accessRole;
}

/** The parameters that a link has filled in, without those that it leaves blank. */
export function parametersOfLink(link: string | null): Readonly<Record<string, string>> {
  const read = link === null ? null : readQuickCreateLink(link);
  if (read === null || !isLink(read)) return {};
  return Object.fromEntries(Object.entries(read.parameters).filter(([, value]) => value !== ''));
}

function nameInLink(link: string | null): string | null {
  const read = link === null ? null : readQuickCreateLink(link);
  const name = read !== null && isLink(read) ? read.stackName : null;
  return name !== null && isStackName(name) ? name : null;
}
