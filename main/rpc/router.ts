import { os } from './implementer.ts';
import { historyRoutes } from './routes/history.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { accountRoutes } from './routes/accounts.ts';
import { subsetRoutes } from './routes/subsets.ts';
import { assignmentRuleRoutes } from './routes/assignment-rules.ts';
import { endCustomerRoutes } from './routes/end-customers.ts';
import { importRoutes } from './routes/imports.ts';
import { mpaRoutes } from './routes/mpas.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { settingRoutes } from './routes/settings.ts';
import { workflowRoutes } from './routes/workflows.ts';
import { awsProfileRoutes } from './routes/aws-profiles.ts';
import { awsRoutes } from './routes/aws.ts';
import { checkRoutes } from './routes/checks.ts';
import { aboutRoutes } from './routes/about.ts';
import { demoRoutes } from './routes/demo.ts';
import { sandboxRoutes } from './routes/sandbox.ts';
import { savedViewRoutes } from './routes/saved-views.ts';
import { searchRoutes } from './routes/search.ts';
import { sheetRoutes } from './routes/sheets.ts';
import { stepRoutes } from './routes/steps.ts';

/** The one implementation of the contract, behind every transport. */
export const router = os.router({
  history: historyRoutes,
  ledger: ledgerRoutes,
  mpas: mpaRoutes,
  accounts: accountRoutes,
  subsets: subsetRoutes,
  assignmentRules: assignmentRuleRoutes,
  endCustomers: endCustomerRoutes,
  workflows: workflowRoutes,
  settings: settingRoutes,
  tickets: ticketRoutes,
  sheets: sheetRoutes,
  checks: checkRoutes,
  steps: stepRoutes,
  imports: importRoutes,
  aws: { ...awsRoutes, ...awsProfileRoutes },
  sandbox: sandboxRoutes,
  search: searchRoutes,
  savedViews: savedViewRoutes,
  demo: demoRoutes,
  about: aboutRoutes,
});
