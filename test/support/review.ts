import { accessRoleTemplate } from '../../main/core/sandbox/templates/access-role-template.ts';
import { crawlerTemplate } from '../../main/core/sandbox/templates/crawler-template.ts';
import { extractorTemplate } from '../../main/core/sandbox/templates/extractor-template.ts';
import { readTemplate } from '../../main/core/templates/read-template.ts';
import type { Purpose } from '../../main/core/templates/review/known-grants.ts';
import { reviewTemplate } from '../../main/core/templates/review/review-template.ts';
import type { Review } from '../../main/core/templates/review/review-template.ts';

const REPORT = { bucket: 'spotinst-cur-report', prefix: 'spotinst_eco', report: 'spotinst-cur-report' };
/** What the known templates are given. */
export const PARAMETERS: Readonly<Record<Purpose, Readonly<Record<string, string>>>> = {
  'access-role': {
    CostAndUsageBucket: 'spotinst-cur-report',
    RoleName: 'SpotByNetApp_Finops_ReadOnly',
    PolicyName: 'SpotByNetApp_Finops_ReadOnly_Policy',
  },
  extractor: {
    AccountList: '',
    CURBucketName: 'spotinst-cur-report',
    CURPrefixName: 'spotinst_eco',
    CustomerName: 'customer-1',
    LambdaFunctionBucket: 'vendor-code',
    LambdaFunctionKey: 'extractor.zip',
    S3OutputBucket: 'vendor-output',
  },
  athena: {},
};
/** The templates that are known, as the sandbox gives them out. */
export const KNOWN: Readonly<Record<Purpose, string>> = {
  'access-role': accessRoleTemplate('current'),
  extractor: extractorTemplate(),
  athena: crawlerTemplate({ ...REPORT, runtime: 'nodejs22.x' }),
};

/** Reviews a text as the template of a stack. */
export function review(
  text: string,
  purpose: Purpose = 'access-role',
  parameters = PARAMETERS[purpose],
  hidden: string[] = [],
): Review {
  return reviewTemplate({
    template: readTemplate(text),
    purpose,
    report: REPORT,
    stackName: 'Stack',
    accountId: '012345678901',
    region: 'us-east-1',
    parameters,
    hidden,
  });
}

/** What is found, as `kind at`, in the order of the template. */
export function found(text: string, purpose?: Purpose, parameters?: Readonly<Record<string, string>>): string[] {
  return review(text, purpose, parameters).findings.map(({ kind, at }) => `${kind} ${at}`);
}

/** A trust policy for the vendor. */
export const TRUST =
  '{Statement: [{Effect: Allow, Principal: {AWS: "arn:aws:iam::884866656237:root"}, Action: "sts:AssumeRole"}]}';

/** A template with a role for the vendor. @param more other properties of it @param trust its trust policy */
export function role(more: string, trust = TRUST): string {
  return `Resources: {R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: ${trust}${more === '' ? '' : `, ${more}`}}}}`;
}

/** The same with one policy of one statement. */
export function allowing(statement: string): string {
  return role(`Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, ${statement}}]}}]`);
}

/** The statement of `allowing`. */
export const STATEMENT = 'R.Policies[0].PolicyDocument.Statement[0]';

/** The sentences of what is found, of one kind. */
export function sentences(text: string, kind: string, purpose?: Purpose): string[] {
  return review(text, purpose).findings.flatMap((each) => (each.kind === kind ? [each.sentence] : []));
}
