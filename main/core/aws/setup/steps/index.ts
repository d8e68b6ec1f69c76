import type { SetupStep } from '../step.ts';
import { billingAccess } from './billing-access.ts';
import { bucket } from './bucket.ts';
import { crawlerTemplate } from './crawler-template.ts';
import { firstDelivery } from './first-delivery.ts';
import { handOff } from './hand-off.ts';
import { identity } from './identity.ts';
import { lambdaQuota } from './lambda-quota.ts';
import { report } from './report.ts';

/** Every step that has been written, in the order of SETUP_STEP_KEYS. */
export const STEPS: readonly SetupStep[] = [
  identity,
  billingAccess,
  lambdaQuota,
  bucket,
  report,
  firstDelivery,
  crawlerTemplate,
  handOff,
];
