import type { ReactElement } from 'react';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { useSession } from '../session/session.ts';
import { formatRoute, ledgerRoute, mpaRoute, parseRoute } from '../session/route.ts';
import type { LedgerPage, MpaPage, Route } from '../session/route.ts';
import { SideNavigation } from '../ui/kit.ts';
import type { SideNavigationProps } from '../ui/kit.ts';
import { formatCount } from '../ui/words.ts';
import { MPA_PAGE_NAMES, pageName } from './page-names.ts';
import { hasPage } from './pages.tsx';

const ENROLMENT: readonly MpaPage[] = ['procedure', 'aws-set-up', 'tickets', 'history'];
const CONTENT: readonly MpaPage[] = ['accounts', 'subsets', 'end-customers'];
const LIBRARY: readonly MpaPage[] = ['workflows', 'rules'];

const COSTS: readonly MpaPage[] = ['cost-data'];

const LAST: readonly LedgerPage[] = ['history', 'settings'];

/** The pages: those of the whole ledger, and those of the payer account that is open. */
export function Navigation({ route, mpa }: { route: Route; mpa: MpaSummary | null }): ReactElement {
  const { go } = useSession();
  return (
    <SideNavigation
      activeHref={formatRoute({ ...route, params: {} })}
      items={[
        { type: 'link', text: 'Overview', href: formatRoute(ledgerRoute('overview')) },
        ...(mpa === null ? [] : mpaItems(mpa)),
        { type: 'divider' },
        ...LAST.filter((page) => hasPage(page, false)).map((page) => ledgerLink(page)),
      ]}
      onFollow={(event) => {
        event.preventDefault();
        const target = parseRoute(event.detail.href);
        if (target) go(target);
      }}
    />
  );
}

function mpaItems(mpa: MpaSummary): SideNavigationProps.Item[] {
  const counts: Partial<Record<MpaPage, number>> = {
    accounts: mpa.accounts,
    subsets: mpa.subsets,
    'end-customers': mpa.endCustomers,
    workflows: mpa.workflows,
  };
  const link = (page: MpaPage): SideNavigationProps.Link => {
    const count = counts[page];
    const text = count === undefined ? MPA_PAGE_NAMES[page] : `${MPA_PAGE_NAMES[page]} (${formatCount(count)})`;
    return { type: 'link', text, href: formatRoute(mpaRoute(mpa.id, page)) };
  };
  const sectionOf = (text: string, pages: readonly MpaPage[]): SideNavigationProps.Section[] => {
    const items = pages.filter((page) => hasPage(page, true)).map(link);
    return items.length === 0 ? [] : [{ type: 'section', text, items }];
  };
  return [
    { type: 'divider' },
    ...sectionOf(mpa.name, ENROLMENT),
    ...sectionOf('Accounts and customers', CONTENT),
    ...sectionOf('Library', LIBRARY),
    ...sectionOf('Costs', COSTS),
  ];
}

function ledgerLink(page: LedgerPage): SideNavigationProps.Link {
  const route = ledgerRoute(page);
  return { type: 'link', text: pageName(route), href: formatRoute(route) };
}
