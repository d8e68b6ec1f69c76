import { own } from '../../templates/template.ts';
import type { Template, TemplateObject } from '../../templates/template.ts';
import { condition, evaluate } from './evaluate.ts';
import type { Scope } from './evaluate.ts';
import { parameterValues } from './parameters.ts';
import { refused } from './refused.ts';
import type { Stack, StackOutput } from './stack.ts';

/** What the functions of a stack's template refer to, as far as it has been made. */
export function scopeOf(stack: Stack, template: Template): Scope {
  const find = (logicalId: string): Stack['resources'][number] => {
    const resource = stack.resources.find((each) => each.logicalId === logicalId);
    if (resource?.physicalId != null) return resource;
    throw refused(`Template error: the resource ${logicalId} is not made: its condition does not hold`);
  };
  return {
    template,
    parameters: parameterValues(template, stack.parameters),
    pseudo: {
      'AWS::AccountId': stack.accountId,
      'AWS::Partition': 'aws',
      'AWS::Region': stack.region,
      'AWS::StackId': stack.id,
      'AWS::StackName': stack.name,
      'AWS::URLSuffix': 'amazonaws.com',
    },
    ref: (logicalId) => find(logicalId).physicalId ?? '',
    attribute: (logicalId, attribute) => {
      const value = own(find(logicalId).attributes, attribute);
      if (value !== undefined) return value;
      throw refused(`Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`);
    },
  };
}

/** Whether an entry of the template is there: its condition holds, or it has none. */
export function isWanted(entry: { readonly Condition?: unknown }, scope: Scope): boolean {
  return typeof entry.Condition !== 'string' || condition(entry.Condition, scope);
}

/** The outputs of a stack whose resources have all been made. */
export function outputsOf(template: Template, scope: Scope): StackOutput[] {
  return Object.entries(template.Outputs ?? {})
    .filter(([, output]) => isWanted({ Condition: own(output, 'Condition') }, scope))
    .map(([name, output]) => ({
      name,
      value: plain(evaluate(own(output, 'Value') ?? null, scope)),
      description: text(own(output, 'Description')),
      exportName: exportName(output, scope),
    }));
}

function exportName(output: TemplateObject, scope: Scope): string | null {
  const exported = own(output, 'Export');
  if (exported === undefined) return null;
  const evaluated = evaluate(exported, scope);
  return text((evaluated as TemplateObject | null)?.['Name']);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw refused('Template format error: Output values must be strings');
}
