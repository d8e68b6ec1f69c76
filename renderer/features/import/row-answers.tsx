import type { ReactElement } from 'react';
import type { ImportFault, ImportRow, ImportRowPlace } from '../../../shared/contract/imports.ts';
import { FIELD_LABELS } from '../../../shared/domain/import-field.ts';
import { inLinks } from '../../session/action-words.ts';
import { Box, Button, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import type { StatusIndicatorProps } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { MOST_ZEROS } from '../../../shared/domain/import-id.ts';
import { chosenId, isAccepted, nameOfRow, withCell, withId, withRepair, withRowOut } from './reading.ts';
import type { ImportWork } from './use-import.ts';

type Change = Parameters<ImportWork['decide']>[0];

/** A row, what decisions know it by, and the import that it is of. */
interface RowWork {
  readonly row: ImportRow;
  readonly place: ImportRowPlace;
  readonly work: ImportWork;
}

const SEVERITIES: Readonly<Record<ImportFault['severity'], StatusIndicatorProps.Type>> = {
  error: 'error',
  unconfirmed: 'warning',
  warning: 'warning',
  note: 'info',
};

/** What is the matter with a row: where, the value, the reason, the remedy; what was written by hand; and the answers that there are. */
export function Faults({ row, place, work }: RowWork): ReactElement {
  return (
    <ul className="plain-list row-faults">
      {row.faults.map((fault) => (
        <li key={`${fault.code} ${fault.column} ${fault.reason}`}>
          <StatusIndicator type={SEVERITIES[fault.severity]} wrapText>
            {placeOf(fault)}
            {fault.reason}
          </StatusIndicator>{' '}
          {fault.severity === 'note' ? null : (
            <Box variant="span" color="text-body-secondary">
              <Said parts={inLinks(fault.remedy)} />
            </Box>
          )}
        </li>
      ))}
      {isQuietRepair(row) ? (
        <li>
          <StatusIndicator type="info" wrapText>
            {FIELD_LABELS.accountId}: &lsquo;{row.id?.raw}&rsquo; was read as {row.accountId}
            {row.id?.note ? `, ${row.id.note}` : ''}.
          </StatusIndicator>
        </li>
      ) : null}
      {row.edits.map((edit) => (
        <li key={edit.field}>
          <StatusIndicator type="info" wrapText>
            {FIELD_LABELS[edit.field]} was written by hand; in the file it is{' '}
            {edit.from === '' ? 'empty' : `'${edit.from}'`}.
          </StatusIndicator>{' '}
          <Answer
            text="As in the file"
            label={`${FIELD_LABELS[edit.field]} of row ${nameOfRow(place)} as in the file`}
            work={work}
            change={(all) => withCell(all, { row, place, field: edit.field, value: edit.from })}
          />
        </li>
      ))}
      <Candidates row={row} place={place} work={work} />
    </ul>
  );
}

/** Whether there is something to say about a row. */
export function hasMore(row: ImportRow): boolean {
  return row.faults.length > 0 || row.edits.length > 0 || isQuietRepair(row);
}

/** A repair that nothing else tells of. */
function isQuietRepair({ id, faults }: ImportRow): boolean {
  return id?.verdict === 'repaired' && !faults.some(({ code }) => code.startsWith('id-'));
}

/** 'AWS Account ID (A), '1.21212E+11': ' */
function placeOf({ column, header, value }: ImportFault): string {
  if (column === '') return '';
  const place = header === '' ? `Column ${column}` : `${header} (${column})`;
  return value === '' ? `${place}: ` : `${place}, '${value}': `;
}

/** Accounts of the ledger that a rounded ID could be. */
function Candidates({ row, place, work }: RowWork): ReactElement | null {
  if (row.candidates.length === 0) return null;
  return (
    <li>
      The ledger has {row.candidates.length === 1 ? 'an account' : 'accounts'} with this name or e-mail:{' '}
      {row.candidates.map(({ id, name, email }) => (
        <Answer
          key={id}
          text={`Use ${id}, ${name || email}`}
          label={`Use ${id}, ${name || email}, for row ${nameOfRow(place)}`}
          work={work}
          change={(all) => withId(all, place, id)}
        />
      ))}
    </li>
  );
}

/** What can be decided about a row as a whole. */
export function RowActions({ row, place, work }: RowWork): ReactElement {
  const decisions = work.kept?.reading.decisions;
  const { state, id } = row;
  const answers: { text: string; change: Change }[] = [];
  if (state === 'unconfirmed' && (id?.missing ?? 0) <= MOST_ZEROS) {
    answers.push({ text: 'Accept', change: (all) => withRepair(all, place, true) });
  } else if (decisions && Array.isArray(decisions.acceptRepairs) && isAccepted(decisions, place)) {
    answers.push({ text: 'Ask again', change: (all) => withRepair(all, place, false) });
  }
  if (decisions !== undefined && chosenId(decisions, place) !== null) {
    answers.push({ text: 'Forget the chosen ID', change: (all) => withId(all, place, null) });
  }
  if (state === 'left-out') answers.push({ text: 'Take in again', change: (all) => withRowOut(all, place, false) });
  else if (state !== 'hidden') answers.push({ text: 'Leave out', change: (all) => withRowOut(all, place, true) });
  return (
    <SpaceBetween size="xxs">
      {answers.map(({ text, change }) => (
        <Answer key={text} text={text} label={`${text}: row ${nameOfRow(place)}`} work={work} change={change} />
      ))}
    </SpaceBetween>
  );
}

function Answer(props: {
  readonly text: string;
  readonly label: string;
  readonly work: ImportWork;
  readonly change: Change;
}): ReactElement {
  const { text, label, work, change } = props;
  return (
    <Button variant="inline-link" ariaLabel={label} disabled={work.busy} onClick={() => void work.decide(change)}>
      {text}
    </Button>
  );
}
