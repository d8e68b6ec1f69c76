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

/** Every step, in the order of SETUP_STEP_KEYS. */
export const STEPS: readonly SetupStep[] = [
  identity,
  billingAccess,
  lambdaQuota,
  bucket,
  report,
  firstDelivery,
  crawlerTemplate,
  handOff,
  athenaStack,
  crawlerSchedule,
  vendorLink,
  extractorStack,
  accessRoleStack,
  consoleData,
];
