import { countChecks, runChecks } from './service.ts';

export const checkJobs = { 'checks.run': runChecks, 'checks.counts': countChecks };
