import { useId } from 'react';
import type { ReactElement } from 'react';
import type { CostHealth } from '../../../shared/contract/cost-data.ts';
import { moneyInCents } from '../../../shared/domain/money.ts';
import { Box } from '../../ui/kit.ts';
import { dayBars } from './day-bars.ts';

/** The whole of it as wide as the panel beside a list, so that a month has its place without scrolling; `LEFT` is for amounts. */
const [WIDTH, HEIGHT, LEFT] = [420, 200, 70] as const;
/** More days than these are not all labelled. */
const MOST_LABELS = 16;

/** Sums by day and line item type as stacked bars. Each type has a texture of its own, and a table says the same to a screen reader. */
export function DayChart({ days }: { days: CostHealth['days'] }): ReactElement | null {
  const id = useId();
  if (days.length === 0) return null;
  const bars = dayBars(days);
  const y = (thousandths: number): number => (thousandths * HEIGHT) / 1000;
  const step = (WIDTH - LEFT) / bars.days.length;
  const gap = step / 6;
  const isLabelled = (at: number): boolean =>
    bars.days.length <= MOST_LABELS || at % Math.ceil(bars.days.length / 8) === 0;
  return (
    <div className="day-chart">
      <Box variant="h3">By day and line item type (UTC)</Box>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 32}`} aria-hidden="true">
        <defs>
          {bars.types.map((type, at) => (
            <Texture key={type} id={`${id}-${at}`} at={at} />
          ))}
        </defs>
        <text x={LEFT - 8} y={12} textAnchor="end">
          {moneyInCents(bars.most)}
        </text>
        {bars.zero < 1000 ? (
          <text x={LEFT - 8} y={HEIGHT + 8} textAnchor="end">
            {moneyInCents(bars.least)}
          </text>
        ) : null}
        <line x1={LEFT} x2={WIDTH} y1={y(bars.zero) + 8} y2={y(bars.zero) + 8} />
        {bars.days.map(({ day, parts }, at) => (
          <g key={day}>
            {parts.map(({ type, unblended, top, height }) => (
              <rect
                key={type}
                x={LEFT + at * step + gap / 2}
                y={y(top) + 8}
                width={step - gap}
                height={y(height)}
                fill={`url(#${id}-${bars.types.indexOf(type)})`}
              >
                <title>{`${day}, ${type}: ${moneyInCents(unblended)}`}</title>
              </rect>
            ))}
            {isLabelled(at) ? (
              <text x={LEFT + (at + 0.5) * step} y={HEIGHT + 26} textAnchor="middle">
                {day.slice(8)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <ul aria-hidden="true">
        {bars.types.map((type, at) => (
          <li key={type}>
            <svg width={18} height={14}>
              <rect width={18} height={14} fill={`url(#${id}-${at})`} />
            </svg>{' '}
            {type}
          </li>
        ))}
      </ul>
      <table className="for-screen-readers">
        <caption>Unblended cost by day and line item type</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {bars.types.map((type) => (
              <th key={type} scope="col">
                {type}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.days.map(({ day, cost }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {cost.map((each, at) => (
                <td key={bars.types[at]}>{moneyInCents(each)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is drawn over the colour: nothing, slants, dots, lines across, lines down, slants the other way. */
const MARKS = ['', 'M0 8L8 0', 'M4 3v2', 'M0 4h8', 'M4 0v8', 'M0 0L8 8'];

function Texture({ id, at }: { id: string; at: number }): ReactElement {
  return (
    <pattern id={id} width={8} height={8} patternUnits="userSpaceOnUse" className={`texture-${at}`}>
      <rect width={8} height={8} />
      <path d={MARKS[at]} />
    </pattern>
  );
}
