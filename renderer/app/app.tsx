import { Suspense, useCallback, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { details } from '../session/details.tsx';
import { formatRoute, ledgerRoute, mpaRoute, parseRoute } from '../session/route.ts';
import type { Route } from '../session/route.ts';
import { useRemembered, useSession } from '../session/session.ts';
import { useRead } from '../session/use-read.ts';
import { z } from 'zod';
import { Empty } from '../ui/empty.tsx';
import { AppLayout, BreadcrumbGroup, Button, I18nProvider, SplitPanel, StatusIndicator } from '../ui/kit.ts';
import { KIT_MESSAGES } from '../ui/i18n.ts';
import { Banners } from './banners.tsx';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { JobBar } from './job-bar.tsx';
import { Navigation } from './navigation.tsx';
import { NoticesBar } from './notices-bar.tsx';
import { pageName } from './page-names.ts';
import { entryOf, LEDGER_PAGE_ENTRIES, MPA_PAGE_ENTRIES } from './pages.tsx';
import { Palette } from './palette.tsx';
import { SandboxStripe } from './sandbox-stripe.tsx';
import { TopBar } from './top-bar.tsx';
import { useCommands } from './use-commands.ts';
import { useNews } from './use-news.ts';
import { useOtherLedger } from './use-other-ledger.ts';
import { useRoute } from './use-route.ts';

/** The shell around every page. */
export function App(): ReactElement {
  return (
    <I18nProvider locale="en" messages={[KIT_MESSAGES]}>
      <Shell />
    </I18nProvider>
  );
}

function Shell(): ReactElement {
  const route = useRoute();
  const { queries } = useSession();
  const { data, phase } = useRead(queries.mpas.list.queryOptions());
  const [searching, setSearching] = useState(false);
  const openPalette = useCallback(() => setSearching(true), []);
  const mpas = data ?? [];
  const mpa = mpas.find(({ id }) => id === route.mpaId) ?? null;
  useCommands(mpa, openPalette);
  useOtherLedger();
  useEffect(() => {
    const place = pageName(route);
    document.title = `${mpa === null ? place : `${place} · ${mpa.name}`} · Enrollment Desk`;
  }, [route, mpa]);
  return (
    <>
      <div id="top">
        {mpa === null ? null : <SandboxStripe mpa={mpa} />}
        <TopBar route={route} mpas={mpas} mpa={mpa} onSearch={openPalette} />
      </div>
      <Layout route={route} mpas={mpas} mpa={mpa} known={phase !== 'loading'} />
      <JobBar />
      <News />
      <ChangedMeanwhile />
      {searching ? <Palette mpa={mpa} onClose={() => setSearching(false)} /> : null}
    </>
  );
}

/** A part of its own, because what it hears is no reason to draw the rest anew. */
function News(): null {
  useNews();
  return null;
}

interface LayoutProps {
  readonly route: Route;
  readonly mpas: readonly MpaSummary[];
  readonly mpa: MpaSummary | null;
  /** Whether the payer accounts have been read. */
  readonly known: boolean;
}

function Layout({ route, mpas, mpa, known }: LayoutProps): ReactElement {
  const [navigationOpen, setNavigationOpen] = useRemembered('navigation', z.boolean(), true);
  const [helpOpen, setHelpOpen] = useState(false);
  const panel = useStore(details);
  const Help = entryOf(route)?.help;
  return (
    <AppLayout
      headerSelector="#top"
      contentType="table"
      navigation={<Navigation route={route} mpa={mpa} />}
      navigationOpen={navigationOpen}
      onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
      breadcrumbs={<Breadcrumbs route={route} mpa={mpa} />}
      notifications={<NoticesBar />}
      stickyNotifications
      tools={
        Help ? (
          // Loaded when it is opened.
          <Suspense fallback={null}>{helpOpen ? <Help /> : null}</Suspense>
        ) : undefined
      }
      toolsHide={!Help}
      toolsOpen={helpOpen}
      onToolsChange={({ detail }) => setHelpOpen(detail.open)}
      splitPanelOpen={panel.title !== null}
      onSplitPanelToggle={({ detail }) => {
        if (!detail.open) panel.onClose();
      }}
      splitPanelPreferences={{ position: 'side' }}
      splitPanel={panel.title === null ? undefined : <DetailsPanel title={panel.title} />}
      content={
        <>
          <Banners />
          <PageOf route={route} mpas={mpas} mpa={mpa} known={known} />
        </>
      }
      ariaLabels={{
        navigation: 'Pages',
        navigationClose: 'Close the pages',
        navigationToggle: 'Open the pages',
        notifications: 'Notices',
        tools: 'Help',
        toolsClose: 'Close the help',
        toolsToggle: 'Open the help',
      }}
    />
  );
}

/** One function for good: React calls another one anew with every rendering. */
function takeTarget(target: HTMLElement | null): void {
  details.setState({ target });
}

function DetailsPanel({ title }: { title: string }): ReactElement {
  return (
    <SplitPanel header={title} hidePreferencesButton closeBehavior="hide">
      <div ref={takeTarget} />
    </SplitPanel>
  );
}

function Breadcrumbs({ route, mpa }: { route: Route; mpa: MpaSummary | null }): ReactElement {
  const { go } = useSession();
  const items = [
    { text: 'Payer accounts', href: formatRoute(ledgerRoute('overview')) },
    ...(mpa === null ? [] : [{ text: mpa.name, href: formatRoute(mpaRoute(mpa.id, 'procedure')) }]),
    ...(route.page === 'overview' ? [] : [{ text: pageName(route), href: formatRoute({ ...route, params: {} }) }]),
  ];
  return (
    <BreadcrumbGroup
      items={items}
      ariaLabel="Where you are"
      onFollow={(event) => {
        event.preventDefault();
        const target = parseRoute(event.detail.href);
        if (target) go(target);
      }}
    />
  );
}

function PageOf({ route, mpas, mpa, known }: LayoutProps): ReactElement {
  const { go } = useSession();
  const setParams = (change: Readonly<Record<string, string | null>>): void => {
    const params = Object.entries({ ...route.params, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    );
    go({ ...route, params: Object.fromEntries(params) }, { replace: true });
  };
  const waiting = <StatusIndicator type="loading">Reading the ledger</StatusIndicator>;
  if (route.mpaId === null) {
    const Page = LEDGER_PAGE_ENTRIES[route.page]?.page;
    if (!Page) return <NoSuchPage />;
    return (
      <Suspense fallback={waiting}>
        <Page mpas={mpas} params={route.params} setParams={setParams} />
      </Suspense>
    );
  }
  const Page = MPA_PAGE_ENTRIES[route.page]?.page;
  if (!Page) return <NoSuchPage />;
  if (mpa === null) return known ? <NoSuchPage /> : waiting;
  return (
    <Suspense fallback={waiting}>
      {/* Another payer account is another page: nothing of the one before may stay. */}
      <Page key={mpa.id} mpa={mpa} params={route.params} setParams={setParams} />
    </Suspense>
  );
}

function NoSuchPage(): ReactElement {
  const { go } = useSession();
  return (
    <Empty
      title="There is nothing here"
      text="The payer account may have been removed, or the link is of an older version."
      action={<Button onClick={() => go(ledgerRoute('overview'))}>Go to the overview</Button>}
    />
  );
}
