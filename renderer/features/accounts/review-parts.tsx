import type { ReactElement, ReactNode } from 'react';
import type { EditField, EditsPreview, FieldEdit } from '../../../shared/contract/account-edits.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Alert, Box, Button, Checkbox, SpaceBetween, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { FIELD_WORDS, inWords, WORDS } from './words.ts';

/** How many of the edits can't be taken. */
export function countFaulty({ invalid, unknown, foreign }: EditsPreview): number {
  return invalid.length + unknown.length + foreign.length;
}

/** What can't be taken, with why and what to do; nothing where all can. */
export function Faulty(props: {
  readonly preview: EditsPreview;
  readonly onLeaveOut: () => void;
  readonly onBack: () => void;
}): ReactElement | null {
  const { preview, onLeaveOut, onBack } = props;
  const { invalid, unknown, foreign } = preview;
  const count = countFaulty(preview);
  if (count === 0) return null;
  const lines: { key: string; id: AccountId; text: ReactNode }[] = [
    ...invalid.map(({ id, field, value, reason, remedy }) => ({
      key: `${id} ${field}`,
      id,
      text: (
        <>
          {FIELD_WORDS[field]} &lsquo;{value}&rsquo;: {reason} {remedy}
        </>
      ),
    })),
    ...unknown.map((id) => ({ key: id, id, text: 'The ledger has this account no more.' })),
    ...foreign.map(({ id, mpaId }) => ({ key: id, id, text: `This account belongs to the payer account ${mpaId}.` })),
  ];
  return (
    <Alert
      type="error"
      header={`${plural(count, 'change')} can't be taken`}
      action={
        <SpaceBetween size="xs">
          <Button onClick={onBack}>{WORDS.lookAgain}</Button>
          <Button onClick={onLeaveOut}>Leave {count === 1 ? 'it' : `the ${formatCount(count)}`} out</Button>
        </SpaceBetween>
      }
    >
      <ul className="plain-list">
        {lines.slice(0, 20).map(({ key, id, text }) => (
          <li key={key}>
            <AccountIdText id={id} /> {text}
          </li>
        ))}
      </ul>
      {lines.length > 20 ? (
        <Box>and {formatCount(lines.length - 20)} more; the sheet shows each at its cell.</Box>
      ) : null}
    </Alert>
  );
}

/** Asks before subsets are made that are perhaps only misspelt. */
export function NewSubsets(props: {
  readonly preview: EditsPreview;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactElement {
  const { preview, checked, onChange } = props;
  const { newSubsets } = preview;
  return (
    <Alert type="warning" header={`${plural(newSubsets.length, 'subset is', 'subsets are')} not there yet`}>
      <SpaceBetween size="xs">
        <ul className="plain-list">
          {newSubsets.slice(0, 20).map(({ name, accounts }) => (
            <li key={name}>
              <LongText text={name} most={60} /> ({plural(accounts, 'account')})
            </li>
          ))}
        </ul>
        {newSubsets.length > 20 ? <Box>and {formatCount(newSubsets.length - 20)} more</Box> : null}
        <Checkbox checked={checked} onChange={({ detail }) => onChange(detail.checked)}>
          {newSubsets.length === 1 ? 'Make this subset' : WORDS.makeSubsets}
        </Checkbox>
      </SpaceBetween>
    </Alert>
  );
}

type ChangedCell = FieldEdit & { readonly id: AccountId; readonly name: string };

const CHANGE_COLUMNS: TableProps.ColumnDefinition<ChangedCell>[] = [
  { id: 'id', header: 'Account ID', width: 140, cell: ({ id }) => <AccountIdText id={id} /> },
  { id: 'name', header: 'Name', cell: ({ name }) => <LongText text={name} most={28} /> },
  { id: 'field', header: 'Field', width: 90, cell: ({ field }) => FIELD_WORDS[field] },
  { id: 'from', header: 'Is', cell: ({ field, from }) => <Value field={field} text={from} /> },
  { id: 'to', header: 'Becomes', cell: ({ field, to }) => <Value field={field} text={to} strong /> },
];

/** The changes cell by cell. */
export function Changes({ preview }: { preview: EditsPreview }): ReactElement | null {
  const { changes, changed, unchanged, moved } = preview;
  if (changed === 0) return countFaulty(preview) > 0 ? null : <Box>{WORDS.nothingChanges}</Box>;
  const rows = changes.flatMap(({ id, name, changes: cells }) => cells.map((cell) => ({ id, name, ...cell })));
  return (
    <SpaceBetween size="xs">
      <Box>
        {plural(changed, 'account changes', 'accounts change')}
        {moved === 0 ? '' : `, ${plural(moved, 'changes subset', 'change subset')}`}
        {unchanged === 0 ? '' : `; ${formatCount(unchanged)} stay as they are`}.
        {changed > changes.length ? ` The first ${formatCount(changes.length)} are listed.` : ''}
      </Box>
      <Table
        variant="embedded"
        contentDensity="compact"
        wrapLines
        items={rows}
        trackBy={({ id, field }) => `${id} ${field}`}
        ariaLabels={{ tableLabel: 'What changes' }}
        columnDefinitions={CHANGE_COLUMNS}
      />
    </SpaceBetween>
  );
}

function Value({ field, text, strong }: { field: EditField; text: string | null; strong?: boolean }): ReactElement {
  if (text === null) return <Box color="text-body-secondary">empty</Box>;
  return (
    <Box variant={strong === true ? 'strong' : 'span'}>
      <LongText text={inWords(field, text)} most={60} />
    </Box>
  );
}
