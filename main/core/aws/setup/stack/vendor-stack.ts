import type { Stack } from '@aws-sdk/client-cloudformation';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import { withoutQuery } from '../../link/quick-create-link.ts';
import { CONSOLE } from '../console-links.ts';
import type { Look, StepContext } from '../step.ts';

/**
 * How a stack of the vendor's that is there differs from the one that is wanted: it was made for another bucket, or for something
 * else altogether. Null where it is the one, made by this program or by hand.
 */
export function strangeStack(
  { Tags = [], Parameters = [] }: Stack,
  { step, parameter, value }: { step: SetupStepKey; parameter: string; value: string },
): string | null {
  const given = Parameters.find(({ ParameterKey }) => ParameterKey === parameter)?.ParameterValue;
  if (given === value) return null;
  if (given !== undefined) return `its ${parameter} is ${given}, not ${value}`;
  const tagged = Tags.some(({ Key, Value }) => Key === 'enrollment-desk:step' && Value === step);
  return tagged ? null : `it has no parameter ${parameter}`;
}

/** The page at which a stack is made by hand, and how one gets there. */
export interface LinkPage {
  consoleUrl: string;
  open: string;
}

/**
 * A link of the vendor's as a page to open; one with something secret in it is not shown: it is in the vendor's mail.
 * @param secret whether it fills in what nobody may see
 */
export function linkPage(link: { url: string; templateUrl: string; secret: boolean }, region: string): LinkPage {
  const { url, templateUrl, secret } = link;
  if (!secret && withoutQuery(templateUrl) === templateUrl) return { consoleUrl: url, open: 'Open the link' };
  return { consoleUrl: CONSOLE.createStack(region), open: "Open the link in the vendor's mail" };
}

/** A step that the operator has done by hand, by the operator's word; null where there is none. */
export function takenWord({ known }: StepContext, step: SetupStepKey): Look | null {
  const own = known.get(step);
  if (own?.knownBy !== 'operator' || own.state !== 'in-place') return null;
  return { state: 'in-place', sentence: own.sentence, evidence: own.evidence };
}
