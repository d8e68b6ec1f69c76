import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import type { SetupStep } from '../step.ts';
import { accessRoleStack } from './access-role-stack.ts';
import { athenaStack } from './athena-stack.ts';
import { billingAccess } from './billing-access.ts';
import { bucket } from './bucket.ts';
import { consoleData } from './console-data.ts';
import { crawlerSchedule } from './crawler-schedule.ts';
import { crawlerTemplate } from './crawler-template.ts';
import { extractorStack } from './extractor-stack.ts';
import { firstDelivery } from './first-delivery.ts';
import { handOff } from './hand-off.ts';
import { identity } from './identity.ts';
import { lambdaQuota } from './lambda-quota.ts';
import { report } from './report.ts';
import { vendorLink } from './vendor-link.ts';

/** Every step by its key: one that is missing does not compile. */
export const STEPS: Readonly<Record<SetupStepKey, SetupStep>> = {
  identity,
  'billing-access': billingAccess,
  'lambda-quota': lambdaQuota,
  bucket,
  report,
  'first-delivery': firstDelivery,
  'crawler-template': crawlerTemplate,
  'hand-off': handOff,
  'athena-stack': athenaStack,
  'crawler-schedule': crawlerSchedule,
  'vendor-link': vendorLink,
  'extractor-stack': extractorStack,
  'access-role-stack': accessRoleStack,
  'console-data': consoleData,
};
