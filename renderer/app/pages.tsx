import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { LedgerPageProps, MpaPageProps } from '../session/page.ts';
import type { LedgerPage, MpaPage, Route } from '../session/route.ts';

/** A page with the help that stands beside it; both are loaded when they are first shown. */
interface PageEntry<Props> {
  readonly page: LazyExoticComponent<ComponentType<Props>>;
  readonly help: LazyExoticComponent<ComponentType>;
  /** Loads the page's module, so that it is there when it is shown. */
  readonly load: () => Promise<unknown>;
}

function entry<Props>(page: () => Promise<ComponentType<Props>>, help: () => Promise<ComponentType>): PageEntry<Props> {
  return {
    page: lazy(async () => ({ default: await page() })),
    help: lazy(async () => ({ default: await help() })),
    load: page,
  };
}

/** The pages of a payer account that there are. */
export const MPA_PAGE_ENTRIES: Partial<Record<MpaPage, PageEntry<MpaPageProps>>> = {
  procedure: entry(
    async () => (await import('../features/procedure/page.tsx')).ProcedurePage,
    async () => (await import('../features/procedure/help.tsx')).ProcedureHelp,
  ),
  'aws-set-up': entry(
    async () => (await import('../features/aws-set-up/page.tsx')).AwsSetUpPage,
    async () => (await import('../features/aws-set-up/help.tsx')).AwsSetUpHelp,
  ),
  tickets: entry(
    async () => (await import('../features/tickets/page.tsx')).TicketsPage,
    async () => (await import('../features/tickets/help.tsx')).TicketsHelp,
  ),
  history: entry(
    async () => (await import('../features/history/page.tsx')).MpaHistoryPage,
    async () => (await import('../features/history/help.tsx')).HistoryHelp,
  ),
  subsets: entry(
    async () => (await import('../features/subsets/page.tsx')).SubsetsPage,
    async () => (await import('../features/subsets/help.tsx')).SubsetsHelp,
  ),
  'end-customers': entry(
    async () => (await import('../features/end-customers/page.tsx')).EndCustomersPage,
    async () => (await import('../features/end-customers/help.tsx')).EndCustomersHelp,
  ),
  workflows: entry(
    async () => (await import('../features/workflows/page.tsx')).WorkflowsPage,
    async () => (await import('../features/workflows/help.tsx')).WorkflowsHelp,
  ),
  'cost-data': entry(
    async () => (await import('../features/cost-data/page.tsx')).CostDataPage,
    async () => (await import('../features/cost-data/help.tsx')).CostDataHelp,
  ),
  accounts: entry(
    async () => (await import('../features/accounts/page.tsx')).AccountsPage,
    async () => (await import('../features/accounts/help.tsx')).AccountsHelp,
  ),
  rules: entry(
    async () => (await import('../features/rules/page.tsx')).RulesPage,
    async () => (await import('../features/rules/help.tsx')).RulesHelp,
  ),
  import: entry(
    async () => (await import('../features/import/page.tsx')).ImportPage,
    async () => (await import('../features/import/help.tsx')).ImportHelp,
  ),
};

/** The pages of the whole ledger that there are. */
export const LEDGER_PAGE_ENTRIES: Partial<Record<LedgerPage, PageEntry<LedgerPageProps>>> = {
  overview: entry(
    async () => (await import('../features/overview/page.tsx')).OverviewPage,
    async () => (await import('../features/overview/help.tsx')).OverviewHelp,
  ),
  history: entry(
    async () => (await import('../features/history/page.tsx')).HistoryPage,
    async () => (await import('../features/history/help.tsx')).HistoryHelp,
  ),
  settings: entry(
    async () => (await import('../features/settings/page.tsx')).SettingsPage,
    async () => (await import('../features/settings/help.tsx')).SettingsHelp,
  ),
};

/** Loads a place's page while the rest of the app is set up. One that can't be loaded is told of when it is shown. */
export function preloadPage(route: Route): void {
  entryOf(route)
    ?.load()
    .catch(() => undefined);
}

/** What there is at a place, whichever kind of page it is. */
export function entryOf(route: Route): Pick<PageEntry<never>, 'help' | 'load'> | undefined {
  return route.mpaId === null ? LEDGER_PAGE_ENTRIES[route.page] : MPA_PAGE_ENTRIES[route.page];
}

/** Whether there is such a page. */
export function hasPage(page: MpaPage | LedgerPage, ofMpa: boolean): boolean {
  return Object.hasOwn(ofMpa ? MPA_PAGE_ENTRIES : LEDGER_PAGE_ENTRIES, page);
}
