import { about } from './about.ts';
import { accounts } from './accounts.ts';
import { assignmentRules } from './assignment-rules.ts';
import { awsProfiles } from './aws-profiles.ts';
import { aws } from './aws.ts';
import { checks } from './checks.ts';
import { costData } from './cost-data.ts';
import { demo } from './demo.ts';
import { endCustomers } from './end-customers.ts';
import { history } from './history.ts';
import { imports } from './imports.ts';
import { ledger } from './ledger.ts';
import { mpas } from './mpas.ts';
import { savedViews } from './saved-views.ts';
import { search } from './search.ts';
import { sandbox } from './sandbox.ts';
import { steps } from './steps.ts';
import { subsets } from './subsets.ts';
import { tickets } from './tickets.ts';
import { settings } from './settings.ts';
import { workflows } from './workflows.ts';
import { sheets } from './sheets.ts';

/** The whole contract between the core and every host and screen. */
export const contract = {
  history,
  ledger,
  mpas,
  accounts,
  subsets,
  assignmentRules,
  endCustomers,
  workflows,
  settings,
  tickets,
  sheets,
  checks,
  steps,
  imports,
  aws: { ...aws, ...awsProfiles },
  costData,
  sandbox,
  search,
  savedViews,
  demo,
  about,
};

export type Contract = typeof contract;
