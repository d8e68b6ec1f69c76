/// <reference types="vite/client" />
/** A page with nothing but a sheet, for its tests. It is built by them, and is no part of the product. */
import { createElement, useState } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { applyAppearance } from '../../../renderer/ui/appearance.ts';
import { Container } from '../../../renderer/ui/kit.ts';
import { Sheet } from '../../../renderer/ui/sheet/sheet.tsx';
import type { SheetColumn, SheetEdits, SheetRow } from '../../../renderer/ui/sheet/sheet.tsx';

const parameters = new URLSearchParams(location.search);
const ROWS = Number(parameters.get('rows') ?? '40');
const SUBSETS = ['Retail', 'Public sector', 'Health care'];

const COLUMNS: readonly SheetColumn[] = [
  { key: 'id', title: 'Account ID', readOnly: true, width: 130 },
  {
    key: 'name',
    title: 'Name',
    width: 220,
    validate: (text) => (text === '' ? 'An account needs a name.' : null),
  },
  {
    key: 'email',
    title: 'E-mail',
    width: 260,
    validate: (text) => (text === '' || text.includes('@') ? null : 'This is no e-mail address: it has no @.'),
  },
  { key: 'subset', title: 'Subset', options: SUBSETS },
  { key: 'workflow', title: 'Workflow' },
  { key: 'spotEmail', title: 'Spot console e-mail', width: 220 },
  { key: 'note', title: 'Note', width: 220 },
];
// With ?all, every column can be changed: a paste of seven columns changes seven.
const SHOWN = parameters.has('all') ? COLUMNS.map((column) => ({ ...column, readOnly: false })) : COLUMNS;

const rows: readonly SheetRow[] = Array.from({ length: ROWS }, (_row, at) => ({
  id: String(at * 37 + 13).padStart(12, '0'),
  name: `Account ${at + 1}`,
  email: `account-${at + 1}@northwind.example`,
  subset: SUBSETS[at % 4] ?? '',
  workflow: 'Standard resale',
  spotEmail: '',
  note: '',
}));
const rowId = (row: SheetRow): string => row['id'] ?? '';
const problems = (id: string, key: string): string | null =>
  id === '000000000050' && key === 'subset' ? 'This subset is closed.' : null;

declare global {
  /** The edits as the page holds them now. */
  var sheetEdits: SheetEdits;
}

function Page(): ReactElement {
  const [edits, setEdits] = useState<SheetEdits>(new Map());
  const keep = (next: SheetEdits): void => {
    globalThis.sheetEdits = next;
    setEdits(next);
  };
  return createElement(
    Container,
    null,
    createElement('h1', null, 'Sheet'),
    createElement(Sheet, { columns: SHOWN, rows, rowId, edits, onEdits: keep, problems, ariaLabel: 'Accounts' }),
    createElement('button', { type: 'button', onClick: () => keep(new Map()) }, 'Discard changes'),
  );
}

globalThis.sheetEdits = new Map();
applyAppearance('system');
const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(createElement(Page));
