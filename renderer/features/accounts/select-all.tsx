import type { ReactElement } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import { Alert, Button } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { NOTHING_SELECTED } from './store.ts';
import type { Selected } from './store.ts';

/** Offers all that match once every row of the page is selected. */
export function SelectAll(props: {
  readonly pages: { readonly rows: readonly Account[]; readonly total: number | null; readonly hasNext: boolean };
  readonly selected: Selected;
  readonly onSelect: (selected: Selected) => void;
}): ReactElement | null {
  const { pages, selected, onSelect } = props;
  const { rows, total } = pages;
  if (selected.kind === 'all') {
    return (
      <Alert type="info" action={<Button onClick={() => onSelect(NOTHING_SELECTED)}>Select none</Button>}>
        All {formatCount(selected.count)} accounts that match are selected.
      </Alert>
    );
  }
  if (total === null || rows.length === 0 || selected.ids.length < rows.length || total <= rows.length) return null;
  return (
    <Alert
      type="info"
      action={
        <Button onClick={() => onSelect({ kind: 'all', count: total })}>
          Select all {formatCount(total)} that match
        </Button>
      }
    >
      {plural(selected.ids.length, 'account is', 'accounts are')} selected, those of this page.
    </Alert>
  );
}
