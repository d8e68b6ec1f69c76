import { capabilitiesOf } from '../../templates/capabilities.ts';
import { describeTemplate, textOf } from '../../templates/describe-template.ts';
import type { Template } from '../../templates/template.ts';
import { text } from '../services/input.ts';
import type { Operation } from '../service.ts';
import type { WireObject } from '../wire.ts';
import { requireChangeSet } from './change-set-operations.ts';
import { checkTemplate, parseTemplate } from './check-template.ts';
import { assertKnownMembers } from './known-members.ts';
import { requireStack } from './stack.ts';
import { templateText } from './template-source.ts';

/** What tells of templates. */
export const templateOperations: Readonly<Record<string, Operation>> = {
  GetTemplateSummary: (call) => {
    assertKnownMembers(call, ['TemplateBody', 'TemplateURL', 'StackName']);
    const template = parseTemplate(templateText(call, { stackName: true }));
    const described = describeTemplate(template);
    return {
      Parameters: described.parameters.map((parameter) => ({
        ParameterKey: parameter.name,
        DefaultValue: parameter.defaultValue,
        ParameterType: parameter.type,
        NoEcho: parameter.noEcho,
        Description: parameter.description === '' ? undefined : parameter.description,
        ParameterConstraints: { AllowedValues: parameter.allowedValues },
      })),
      Description: template.Description,
      ...capabilities(template),
      ResourceTypes: [...new Set(described.resources.map(({ type }) => type))],
      Version: textOf(template.AWSTemplateFormatVersion),
      Metadata: template.Metadata === undefined ? undefined : JSON.stringify(template.Metadata),
      DeclaredTransforms: described.transforms,
      ResourceIdentifierSummaries: [],
    };
  },
  ValidateTemplate: (call) => {
    assertKnownMembers(call, ['TemplateBody', 'TemplateURL']);
    const template = parseTemplate(templateText(call));
    checkTemplate(template);
    const { parameters, transforms } = describeTemplate(template);
    return {
      Parameters: parameters.map(({ name, defaultValue, noEcho, description }) => ({
        ParameterKey: name,
        DefaultValue: defaultValue,
        NoEcho: noEcho,
        Description: description === '' ? undefined : description,
      })),
      Description: template.Description,
      ...capabilities(template),
      DeclaredTransforms: transforms,
    };
  },
  GetTemplate: (call) => {
    assertKnownMembers(call, ['ChangeSetName', 'StackName', 'TemplateStage']);
    const ofChangeSet = text(call.input, 'ChangeSetName') !== '';
    const { templateText: kept } = ofChangeSet
      ? requireChangeSet(call).stack
      : requireStack(call, text(call.input, 'StackName'));
    // AWS gives back a question mark for each letter beyond ASCII.
    const TemplateBody = kept.replaceAll(/[^\u0000-\u007F]/gu, '?');
    return { TemplateBody, StagesAvailable: ['Original', 'Processed'] };
  },
};

function capabilities(template: Template): WireObject {
  const needed = capabilitiesOf(template);
  if (needed.length === 0) return {};
  return {
    Capabilities: needed.map(({ capability }) => capability),
    CapabilitiesReason: needed.map(({ reason }) => reason).join(' '),
  };
}
