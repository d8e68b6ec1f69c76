import { useEffect, useEffectEvent, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { z } from 'zod';
import { accountWhereSchema } from '../../../shared/contract/account-where.ts';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { Details } from '../../session/details.tsx';
import type { MpaPageProps } from '../../session/page.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useRemembered, useSession } from '../../session/session.ts';
import { Button, Header, SpaceBetween, Toggle } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { AccountPanel } from './account-panel.tsx';
import { AccountsSheet } from './accounts-sheet.tsx';
import { AccountsTable } from './accounts-table.tsx';
import { ExportForm } from './export-form.tsx';
import { columnsSchema, EVERYTHING, inSubset } from './filter.ts';
import type { Columns } from './filter.ts';
import { LeaveSheet } from './leave-sheet.tsx';
import { sortSchema } from './store.ts';
import type { AccountSortState } from './store.ts';
import { useLeftNotice } from './use-left-notice.ts';
import { NO_EDITS, useSheetEdits } from './use-sheet-edits.ts';
import { ViewsMenu } from './views-menu.tsx';
import type { Shown } from './views.ts';
import { sheetWords, WORDS } from './words.ts';

const SHOWN_AT_FIRST: Columns = ['id', 'name', 'email', 'status', 'subset'];

/** The accounts of a payer account: found by any field, in a table or as a spreadsheet. */
export function AccountsPage(props: MpaPageProps): ReactElement {
  return <Accounts key={props.mpa.id} {...props} />;
}

function Accounts({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const { go } = useSession();
  const [where, setWhere] = useRemembered<AccountWhere>(`accounts/filter/${mpa.id}`, accountWhereSchema, EVERYTHING);
  const [sort, setSort] = useRemembered<AccountSortState>('accounts/sort', sortSchema, {
    column: 'id',
    descending: false,
  });
  const [columns, setColumns] = useRemembered('accounts/columns', columnsSchema, SHOWN_AT_FIRST);
  const [inSheet, setInSheet] = useRemembered(`accounts/sheet/${mpa.id}`, z.boolean(), false);
  const [edits, setEdits] = useSheetEdits(mpa.id);
  useLeftNotice(mpa, inSheet ? edits.size : 0);
  const [dialog, setDialog] = useState<'leave' | 'export' | null>(null);
  const open = (id: AccountId | null): void => setParams({ id });
  const subset = params['subset'];
  const showSubset = useEffectEvent((name: string) => {
    setWhere(inSubset(name));
    setParams({ subset: null });
  });
  useEffect(() => {
    if (subset !== undefined) showSubset(subset);
  }, [subset]);
  const leave = (): void => {
    setDialog(null);
    setInSheet(false);
  };
  const header = (actions: ReactNode, selected = 0): ReactElement => (
    <Header
      variant={inSheet ? 'h1' : 'awsui-h1-sticky'}
      counter={
        selected === 0 ? `(${formatCount(mpa.accounts)})` : `(${formatCount(selected)}/${formatCount(mpa.accounts)})`
      }
      description={unassignedWords(mpa.unassigned)}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => setDialog('export')}>{WORDS.export}</Button>
          <Button href={formatRoute(mpaRoute(mpa.id, 'rules'))}>{WORDS.rules}</Button>
          <Button onClick={() => go(mpaRoute(mpa.id, 'import'))}>Import…</Button>
          {actions}
        </SpaceBetween>
      }
    >
      {WORDS.title}
    </Header>
  );
  const show = (shown: Shown): void => {
    setWhere(shown.where);
    setSort(shown.sort);
    setColumns(shown.columns);
  };
  const tools = (
    <SpaceBetween direction="horizontal" size="s" alignItems="center">
      <ViewsMenu mpaId={mpa.id} shown={{ where, sort, columns }} onShow={show} />
      <Toggle
        checked={inSheet}
        onChange={({ detail }) => {
          if (detail.checked) setInSheet(true);
          else if (edits.size === 0) leave();
          else setDialog('leave');
        }}
      >
        {sheetWords(edits.size)}
      </Toggle>
    </SpaceBetween>
  );
  return (
    <>
      {inSheet ? (
        <AccountsSheet
          mpa={mpa}
          where={where}
          sort={sort}
          edits={edits}
          onEdits={setEdits}
          onWhere={setWhere}
          header={header}
          tools={tools}
        />
      ) : (
        <AccountsTable
          mpa={mpa}
          where={where}
          sort={sort}
          columns={columns}
          onWhere={setWhere}
          onSort={setSort}
          onColumns={setColumns}
          onOpen={open}
          header={header}
          tools={tools}
        />
      )}
      {dialog === 'leave' ? (
        <LeaveSheet
          accounts={edits.size}
          onStay={() => setDialog(null)}
          onKeep={leave}
          onDiscard={() => {
            setEdits(NO_EDITS);
            leave();
          }}
        />
      ) : null}
      {dialog === 'export' ? (
        <ExportForm mpa={mpa} shown={{ where, sort, columns }} onClose={() => setDialog(null)} />
      ) : null}
      {inSheet ? null : <AccountDetails id={params['id']} onClose={() => open(null)} />}
    </>
  );
}

function unassignedWords(unassigned: number): string {
  return unassigned === 0
    ? 'Every account is in a subset.'
    : `${plural(unassigned, 'account is', 'accounts are')} not in a subset.`;
}

function AccountDetails({ id, onClose }: { id: string | undefined; onClose: () => void }): ReactElement | null {
  if (id === undefined || !isAccountId(id)) return null;
  return (
    <Details title={`Account ${id}`} onClose={onClose}>
      <AccountPanel key={id} id={accountId(id)} />
    </Details>
  );
}
