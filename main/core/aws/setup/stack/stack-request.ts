import type { Capability, Parameter, Tag } from '@aws-sdk/client-cloudformation';
import type { StepContext } from '../step.ts';
import { templateRequest } from './template-request.ts';
import type { WantedStack } from './wanted-stack.ts';

/** What a call that makes a stack says of it, by itself or by a change set. */
export type StackRequest = ReturnType<typeof templateRequest> & {
  readonly StackName: string;
  readonly Parameters: Parameter[];
  readonly Capabilities?: Capability[];
  readonly Tags: Tag[];
};

/** The stack that a look has shown, as a call asks for it; its tags say whose it is. @throws SetupStopped as `templateRequest` does. */
export function stackRequest(
  { mpa }: Pick<StepContext, 'mpa'>,
  { step, name, template, parameters, capabilities }: WantedStack,
): StackRequest {
  return {
    StackName: name,
    ...templateRequest(template),
    Parameters: Object.entries(parameters).map(([key, value]) => ({ ParameterKey: key, ParameterValue: value })),
    // As AWS named them in its summary of the template.
    ...(capabilities.length === 0 ? {} : { Capabilities: capabilities as Capability[] }),
    Tags: [
      { Key: 'enrollment-desk:payer-account', Value: mpa.id },
      { Key: 'enrollment-desk:step', Value: step },
    ],
  };
}
