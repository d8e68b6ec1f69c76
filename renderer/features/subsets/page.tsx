import { useState } from 'react';
import type { ReactElement } from 'react';
import { z } from 'zod';
import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import { inLinks } from '../../session/action-words.ts';
import type { MpaPageProps } from '../../session/page.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useRemembered } from '../../session/session.ts';
import { Details } from '../../session/details.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Button, ButtonDropdown, Header, Pagination, SpaceBetween, Table, TextFilter } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { plural } from '../../ui/words.ts';
import { AddForm, LinkForm, RemoveForm } from './forms.tsx';
import { MergeForm } from './merge-form.tsx';
import { SplitForm } from './split-form.tsx';
import { subsetColumns } from './columns.tsx';
import { shownSubsets, SUBSET_COLUMNS } from './store.ts';
import type { SubsetSort } from './store.ts';
import { SubsetPanel } from './subset-panel.tsx';
import { useSubsets } from './use-subsets.ts';

const PAGE = 50;
const sortSchema = z.object({ column: z.enum(SUBSET_COLUMNS), descending: z.boolean() });
type FormKey = 'add' | 'workflow' | 'end-customer' | 'merge' | 'split' | 'remove';

/** The subsets of a payer account: what each has, and what can be done with several at once. */
export function SubsetsPage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const { data, phase, failure, refresh } = useSubsets(mpa.id);
  const [text, setText] = useRemembered(`subsets/filter/${mpa.id}`, z.string(), '');
  const [sort, setSort] = useRemembered<SubsetSort>('subsets/sort', sortSchema, { column: 'name', descending: false });
  const [selected, setSelected] = useState<readonly SubsetSummary[]>([]);
  const [index, setIndex] = useState(1);
  const [form, setForm] = useState<FormKey | null>(null);
  /** The one that is split from the panel beside the list. */
  const [split, setSplit] = useState<SubsetSummary | null>(null);
  const all = data?.subsets ?? [];
  const shown = shownSubsets(all, text, sort);
  const chosen = all.filter(({ id }) => selected.some((each) => each.id === id));
  const open = all.find(({ id }) => String(id) === params['id']);
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const close = (): void => setForm(null);
  const formProps = { mpa, subsets: chosen, view: data, onClose: close };
  return (
    <>
      <Table
        variant="full-page"
        stickyHeader
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={chosen.length === 0 ? `(${all.length})` : `(${chosen.length}/${all.length})`}
            description={
              mpa.unassigned === 0
                ? 'Every account is in a subset.'
                : `${plural(mpa.unassigned, 'account is', 'accounts are')} not in a subset.`
            }
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <ButtonDropdown
                  disabled={chosen.length === 0}
                  items={[
                    { id: 'workflow', text: 'Set the workflow…' },
                    { id: 'end-customer', text: 'Set the end customer…' },
                    {
                      id: 'merge',
                      text: 'Merge…',
                      disabled: chosen.length < 2,
                      disabledReason: 'Select two subsets or more.',
                    },
                    {
                      id: 'split',
                      text: 'Split…',
                      disabled: !canSplit(chosen),
                      disabledReason: 'Select one subset with two accounts or more.',
                    },
                    { id: 'remove', text: 'Remove…' },
                  ]}
                  onItemClick={({ detail: { id } }) => setForm(id as FormKey)}
                >
                  {chosen.length === 0 ? 'With the selected' : `With ${plural(chosen.length, 'subset')}`}
                </ButtonDropdown>
                <Button href={formatRoute(mpaRoute(mpa.id, 'rules'))}>Rules</Button>
                <Button variant="primary" onClick={() => setForm('add')}>
                  Add subset
                </Button>
              </SpaceBetween>
            }
          >
            Subsets
          </Header>
        }
        filter={
          <TextFilter
            filteringText={text}
            filteringPlaceholder="Find subsets"
            filteringAriaLabel="Find subsets by name, workflow, end customer or note"
            countText={text === '' ? '' : plural(shown.length, 'match', 'matches')}
            onChange={({ detail }) => {
              setText(detail.filteringText);
              setIndex(1);
            }}
          />
        }
        pagination={
          pages === 1 ? undefined : (
            <Pagination
              currentPageIndex={Math.min(index, pages)}
              pagesCount={pages}
              onChange={({ detail }) => setIndex(detail.currentPageIndex)}
            />
          )
        }
        columnDefinitions={subsetColumns((id) => setParams({ id: String(id) }))}
        sortingColumn={{ sortingField: sort.column }}
        sortingDescending={sort.descending}
        onSortingChange={({ detail }) => {
          const column = SUBSET_COLUMNS.find((each) => each === detail.sortingColumn.sortingField);
          if (column) setSort({ column, descending: detail.isDescending ?? false });
        }}
        items={shown.slice((Math.min(index, pages) - 1) * PAGE, Math.min(index, pages) * PAGE)}
        trackBy={({ id }) => String(id)}
        selectionType="multi"
        selectedItems={chosen}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        loading={phase === 'loading'}
        loadingText="Reading the subsets"
        empty={
          failure ? (
            <Empty
              title="The subsets can't be read"
              text={<Said parts={inLinks(failure.text)} />}
              action={<Button onClick={refresh}>Read again</Button>}
            />
          ) : all.length === 0 ? (
            <Empty
              title="No subsets yet"
              text="Import an account list that names them, or add the first one."
              action={<Button onClick={() => setForm('add')}>Add subset</Button>}
            />
          ) : (
            <Empty title="No subset matches" action={<Button onClick={() => setText('')}>Clear the filter</Button>} />
          )
        }
        enableKeyboardNavigation
        wrapLines
        ariaLabels={{
          tableLabel: `Subsets of ${mpa.name}`,
          selectionGroupLabel: 'Subsets',
          allItemsSelectionLabel: () => 'All subsets of this page',
          itemSelectionLabel: (_, { name }) => name,
        }}
      />
      {open === undefined || data === null ? null : (
        <Details title={open.name} onClose={() => setParams({ id: null })}>
          <SubsetPanel key={open.id} mpa={mpa} subset={open} view={data} onSplit={() => setSplit(open)} />
        </Details>
      )}
      {form === 'add' ? <AddForm {...formProps} /> : null}
      {form === 'workflow' || form === 'end-customer' ? <LinkForm {...formProps} what={form} /> : null}
      {form === 'merge' ? <MergeForm {...formProps} /> : null}
      {form === 'split' && chosen[0] ? <SplitForm mpa={mpa} subset={chosen[0]} onClose={close} /> : null}
      {split === null ? null : <SplitForm mpa={mpa} subset={split} onClose={() => setSplit(null)} />}
      {form === 'remove' ? <RemoveForm {...formProps} /> : null}
    </>
  );
}

function canSplit(chosen: readonly SubsetSummary[]): boolean {
  const [first] = chosen;
  return chosen.length === 1 && first !== undefined && first.accounts > 1;
}
