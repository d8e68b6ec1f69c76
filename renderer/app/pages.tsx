import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { LedgerPageProps, MpaPageProps } from '../session/page.ts';
import type { LedgerPage, MpaPage } from '../session/route.ts';

/** A page with the help that stands beside it; both are loaded when they are first shown. */
export interface PageEntry<Props> {
  readonly page: LazyExoticComponent<ComponentType<Props>>;
  readonly help: LazyExoticComponent<ComponentType>;
}

/** The pages of a payer account that there are. */
export const MPA_PAGE_ENTRIES: Partial<Record<MpaPage, PageEntry<MpaPageProps>>> = {
  procedure: {
    page: lazy(() =>
      import('../features/procedure/page.tsx').then(({ ProcedurePage }) => ({ default: ProcedurePage })),
    ),
    help: lazy(() =>
      import('../features/procedure/help.tsx').then(({ ProcedureHelp }) => ({ default: ProcedureHelp })),
    ),
  },
  'aws-set-up': {
    page: lazy(() => import('../features/aws-set-up/page.tsx').then(({ AwsSetUpPage }) => ({ default: AwsSetUpPage }))),
    help: lazy(() => import('../features/aws-set-up/help.tsx').then(({ AwsSetUpHelp }) => ({ default: AwsSetUpHelp }))),
  },
  tickets: {
    page: lazy(() => import('../features/tickets/page.tsx').then(({ TicketsPage }) => ({ default: TicketsPage }))),
    help: lazy(() => import('../features/tickets/help.tsx').then(({ TicketsHelp }) => ({ default: TicketsHelp }))),
  },
  history: {
    page: lazy(() =>
      import('../features/history/page.tsx').then(({ MpaHistoryPage }) => ({ default: MpaHistoryPage })),
    ),
    help: lazy(() => import('../features/history/help.tsx').then(({ HistoryHelp }) => ({ default: HistoryHelp }))),
  },
  subsets: {
    page: lazy(() => import('../features/subsets/page.tsx').then(({ SubsetsPage }) => ({ default: SubsetsPage }))),
    help: lazy(() => import('../features/subsets/help.tsx').then(({ SubsetsHelp }) => ({ default: SubsetsHelp }))),
  },
  'end-customers': {
    page: lazy(() =>
      import('../features/end-customers/page.tsx').then(({ EndCustomersPage }) => ({ default: EndCustomersPage })),
    ),
    help: lazy(() =>
      import('../features/end-customers/help.tsx').then(({ EndCustomersHelp }) => ({ default: EndCustomersHelp })),
    ),
  },
  workflows: {
    page: lazy(() =>
      import('../features/workflows/page.tsx').then(({ WorkflowsPage }) => ({ default: WorkflowsPage })),
    ),
    help: lazy(() =>
      import('../features/workflows/help.tsx').then(({ WorkflowsHelp }) => ({ default: WorkflowsHelp })),
    ),
  },
  accounts: {
    page: lazy(() => import('../features/accounts/page.tsx').then(({ AccountsPage }) => ({ default: AccountsPage }))),
    help: lazy(() => import('../features/accounts/help.tsx').then(({ AccountsHelp }) => ({ default: AccountsHelp }))),
  },
  rules: {
    page: lazy(() => import('../features/rules/page.tsx').then(({ RulesPage }) => ({ default: RulesPage }))),
    help: lazy(() => import('../features/rules/help.tsx').then(({ RulesHelp }) => ({ default: RulesHelp }))),
  },
  import: {
    page: lazy(() => import('../features/import/page.tsx').then(({ ImportPage }) => ({ default: ImportPage }))),
    help: lazy(() => import('../features/import/help.tsx').then(({ ImportHelp }) => ({ default: ImportHelp }))),
  },
};

/** The pages of the whole ledger that there are. */
export const LEDGER_PAGE_ENTRIES: Partial<Record<LedgerPage, PageEntry<LedgerPageProps>>> = {
  overview: {
    page: lazy(() => import('../features/overview/page.tsx').then(({ OverviewPage }) => ({ default: OverviewPage }))),
    help: lazy(() => import('../features/overview/help.tsx').then(({ OverviewHelp }) => ({ default: OverviewHelp }))),
  },
  history: {
    page: lazy(() => import('../features/history/page.tsx').then(({ HistoryPage }) => ({ default: HistoryPage }))),
    help: lazy(() => import('../features/history/help.tsx').then(({ HistoryHelp }) => ({ default: HistoryHelp }))),
  },
  settings: {
    page: lazy(() => import('../features/settings/page.tsx').then(({ SettingsPage }) => ({ default: SettingsPage }))),
    help: lazy(() => import('../features/settings/help.tsx').then(({ SettingsHelp }) => ({ default: SettingsHelp }))),
  },
};

/** Whether there is such a page. */
export function hasPage(page: MpaPage | LedgerPage, ofMpa: boolean): boolean {
  return Object.hasOwn(ofMpa ? MPA_PAGE_ENTRIES : LEDGER_PAGE_ENTRIES, page);
}
