/** A row of the table that `npm run bench:ui` prints. */
export interface Figure {
  readonly what: string;
  /** Ours, and the named peer's, with their unit; the median of the runs. */
  readonly ours: string;
  readonly peer: string;
  /** Ours ÷ the peer's, with the range over the runs; or how it stands to a fixed aim. */
  readonly ratio: string;
  readonly aim: string;
  readonly met: boolean;
}

/** The middle value; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies, between neighbours in proportion. @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** A figure that is a ratio to a peer measured in turn with ours. @param aim the ratio that is not to be exceeded */
export function ratioFigure(
  what: string,
  unit: string,
  { ours, peer }: { ours: readonly number[]; peer: readonly number[] },
  aim: number,
): Figure {
  const pairs = ours.map((value, run) => value / (peer[run] ?? NaN));
  const ratio = median(ours) / median(peer);
  return {
    what,
    ours: `${median(ours).toFixed(0)} ${unit}`,
    peer: `${median(peer).toFixed(0)} ${unit}`,
    ratio: `${ratio.toFixed(2)} × (${Math.min(...pairs).toFixed(2)}–${Math.max(...pairs).toFixed(2)})`,
    aim: `≤ ${aim} ×`,
    met: ratio <= aim,
  };
}

/** The figures as a table for a terminal. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['', 'ours', 'peer', 'ratio', 'aim', ''],
    ...figures.map(({ what, ours, peer, ratio, aim, met }) => [what, ours, peer, ratio, aim, met ? 'met' : 'MISSED']),
  ];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
