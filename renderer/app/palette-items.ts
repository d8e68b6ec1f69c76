import type { MpaSummary } from '../../shared/contract/mpas.ts';
import type { SearchHit } from '../../shared/contract/search.ts';
import type { Demo } from '../session/demo.ts';
import type { LedgerActions } from '../session/ledger-actions.ts';
import { ledgerRoute, LEDGER_PAGES, MPA_PAGES, mpaRoute } from '../session/route.ts';
import type { MpaPage, Route } from '../session/route.ts';
import { MPA_PAGE_NAMES, pageName } from './page-names.ts';
import { hasPage } from './pages.tsx';

/** Something that the palette offers: a place to go to. */
export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly route: Route;
}

/** Something that the palette offers to do. */
export interface PaletteAction {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly run: () => void;
}

/** What can be done from everywhere and has a text in its name. */
export function actionItems(
  text: string,
  { demo, go, ledger }: { demo: Demo; go: (route: Route) => void; ledger: LedgerActions },
): readonly PaletteAction[] {
  const { status, open, leave } = demo;
  const detail = 'Action';
  const all: PaletteAction[] = [
    { id: 'add', title: 'Add payer account', detail, run: () => go(ledgerRoute('overview', { add: 'yes' })) },
    { id: 'undo', title: 'Undo the last change', detail, run: () => void ledger.undo() },
    { id: 'redo', title: 'Redo what was undone', detail, run: () => void ledger.redo() },
    { id: 'back-up', title: 'Back up the ledger', detail, run: () => void ledger.backUp() },
    ...(status?.offered === true && !status.open
      ? [{ id: 'demo', title: 'Look around in a demo', detail, run: () => void open() }]
      : []),
    ...(status?.open === true
      ? [{ id: 'leave-demo', title: 'Go back to your ledger', detail, run: () => void leave() }]
      : []),
  ];
  return all.filter(({ title }) => title.toLowerCase().includes(text.trim().toLowerCase()));
}

/** Pages whose name has a text in it: those of the ledger, and those of the payer account that is open. */
export function pageItems(text: string, mpa: MpaSummary | null): PaletteItem[] {
  const wanted = text.trim().toLowerCase();
  const all: PaletteItem[] = [
    ...(mpa === null ? [] : MPA_PAGES.filter((page) => hasPage(page, true)).map((page) => ofMpa(mpa, page))),
    ...LEDGER_PAGES.filter((page) => hasPage(page, false)).map((page) => {
      const route = ledgerRoute(page);
      return { id: `page ${page}`, title: pageName(route), detail: 'Page', route };
    }),
  ];
  return all.filter(({ title }) => title.toLowerCase().includes(wanted));
}

function ofMpa({ id, name }: MpaSummary, page: MpaPage): PaletteItem {
  return {
    id: `page ${id} ${page}`,
    title: MPA_PAGE_NAMES[page],
    detail: `Page of ${name}`,
    route: mpaRoute(id, page),
  };
}

const KIND_WORDS: Readonly<Record<SearchHit['kind'], string>> = {
  mpa: 'Payer account',
  subset: 'Subset',
  workflow: 'Workflow',
  'end-customer': 'End customer',
  ticket: 'Ticket',
  account: 'Account',
};

const PAGE_OF: Readonly<Record<SearchHit['kind'], MpaPage>> = {
  mpa: 'procedure',
  subset: 'subsets',
  workflow: 'workflows',
  'end-customer': 'end-customers',
  ticket: 'tickets',
  account: 'accounts',
};

/** What was found in the ledger, as the palette offers it. */
export function hitItem({ kind, id, mpaId, mpaName, title, detail }: SearchHit): PaletteItem {
  const words = [KIND_WORDS[kind], detail, kind === 'mpa' ? '' : mpaName].filter((part) => part !== '');
  return {
    id: `${kind} ${id}`,
    title,
    detail: words.join(' · '),
    route: mpaRoute(mpaId, PAGE_OF[kind], kind === 'mpa' || kind === 'ticket' ? {} : { id }),
  };
}
