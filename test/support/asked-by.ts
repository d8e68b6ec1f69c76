import type { SetupReport } from '../../shared/contract/aws.ts';

/** The keys of all that a report of the AWS set-up asks to be agreed to. */
export function askedBy({ steps }: SetupReport): string[] {
  return steps.flatMap(({ consents }) => consents.map(({ key }) => key));
}
