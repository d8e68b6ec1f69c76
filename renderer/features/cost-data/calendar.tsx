import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { DataSet } from '../../../shared/contract/cost-data.ts';
import { MONTH_NAMES, monthName } from '../../../shared/domain/month.ts';
import { StatusIndicator } from '../../ui/kit.ts';
import { useNow } from '../../ui/time.tsx';
import { wordsOf } from './month-words.ts';

/** How many months each key goes on; Home and End go to the first and last of the year. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -12, ArrowDown: 12 };

/** The months that there is cost data of, and those that there is none of: a year a row, which narrow pages break. Arrow keys go from month to month. */
export function Calendar(props: {
  readonly sets: readonly DataSet[];
  /** The month that is open; null where none is. */
  readonly open: string | null;
  readonly label: string;
  readonly onOpen: (month: string) => void;
}): ReactElement {
  const { sets, open, label, onOpen } = props;
  const years = yearsOf(sets, useNow().getFullYear());
  const months = years.flatMap(monthsOf);
  const byMonth = new Map(sets.map((set) => [set.month, set]));
  const [last, setLast] = useState<string | null>(null);
  const calendar = useRef<HTMLElement>(null);
  // One month can be reached by Tab; the others by its arrows.
  const reached = [last, open, sets.at(-1)?.month].find((month) => months.includes(month ?? '')) ?? months[0];
  const move = (event: KeyboardEvent, month: string): void => {
    const to = monthAt(months, month, event.key);
    if (to === undefined) return;
    event.preventDefault();
    setLast(to);
    calendar.current?.querySelector<HTMLElement>(`[data-month="${to}"]`)?.focus();
  };
  return (
    <section ref={calendar} className="months" aria-label={label}>
      {years.map((year) => (
        <div key={year}>
          <span aria-hidden>{year}</span>
          <ul aria-label={String(year)}>
            {monthsOf(year).map((month) => (
              <li key={month}>
                <MonthButton
                  month={month}
                  set={byMonth.get(month) ?? null}
                  isOpen={month === open}
                  isReached={month === reached}
                  onKeyDown={(event) => move(event, month)}
                  onClick={() => {
                    setLast(month);
                    onOpen(month);
                  }}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function MonthButton(props: {
  readonly month: string;
  readonly set: DataSet | null;
  readonly isOpen: boolean;
  readonly isReached: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClick: () => void;
}): ReactElement {
  const { month, set, isOpen, isReached, onKeyDown, onClick } = props;
  const { icon, short, whole } = wordsOf(set);
  const [first, ...more] = short;
  return (
    <button
      type="button"
      data-month={month}
      aria-current={isOpen}
      tabIndex={isReached ? 0 : -1}
      aria-label={`${monthName(month)}: ${whole}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <b>{monthName(month).slice(0, 3)}</b>
      {first === undefined ? '–' : <StatusIndicator type={icon}>{first}</StatusIndicator>}
      {more.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </button>
  );
}

/** The years from the first with cost data to this one, the latest first. */
function yearsOf(sets: readonly DataSet[], thisYear: number): number[] {
  const years = [thisYear, ...sets.map(({ month }) => Number(month.slice(0, 4)))];
  const [first, latest] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: latest - first + 1 }, (_, before) => latest - before);
}

function monthsOf(year: number): string[] {
  return MONTH_NAMES.map((_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
}

/** Where a key leads; nowhere with keys that lead nowhere, and at the edge. */
function monthAt(months: readonly string[], month: string, key: string): string | undefined {
  const at = months.indexOf(month);
  const row = Math.floor(at / 12);
  if (key === 'Home') return months[row * 12];
  if (key === 'End') return months[row * 12 + 11];
  const step = STEPS[key];
  if (step === undefined) return undefined;
  // Rows are years, the latest first: what is beside January in them is not December.
  return Math.abs(step) === 1 && Math.floor((at + step) / 12) !== row ? undefined : months[at + step];
}
