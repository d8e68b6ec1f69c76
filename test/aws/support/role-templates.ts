import type { Sandbox } from '../../../main/core/sandbox/sandbox.ts';
import { buckets, putObject } from '../../../main/core/sandbox/services/s3-state.ts';
import { accessRoleTemplate } from '../../../main/core/sandbox/templates/access-role-template.ts';
import { VENDOR_BUCKET } from '../../../main/core/sandbox/templates/index.ts';

/** The vendor's template of the access role, longer by 60,000 bytes that make nothing: it can't be sent, CloudFormation has to read it. */
export const LONG_TEMPLATE = `${accessRoleTemplate('current')}${'# made longer\n'.repeat(4_300)}`;

/** Puts a template among the vendor's files of a sandbox. @returns its address */
export function putTemplate(sandbox: Sandbox, text: string): string {
  const bucket = buckets(sandbox.world)[VENDOR_BUCKET];
  if (!bucket) throw new Error('the sandbox has no bucket of the vendor');
  putObject(sandbox.world, bucket, 'role.yml', text, 'application/x-yaml');
  return `https://${VENDOR_BUCKET}.s3.us-east-1.amazonaws.com/role.yml`;
}

/** A link to the access role stack whose template lies at an address, with parameters filled in. */
export function roleLinkTo(templateURL: string, parameters: Readonly<Record<string, string>> = {}): string {
  const filled = Object.entries({ CostAndUsageBucket: '', ...parameters }).map(([key, value]) => [
    `param_${key}`,
    value,
  ]);
  const query = new URLSearchParams([['templateURL', templateURL], ['stackName', 'SpotFinOpsRole'], ...filled]);
  return `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?${query.toString()}`;
}
