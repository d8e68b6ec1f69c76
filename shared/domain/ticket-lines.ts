import type { TicketRow } from './ticket-rows.ts';

/** `a : b` a line. An empty cell shows what is missing, as the vendor writes it. */
export function formatLines(rows: readonly Pick<TicketRow, 'cells'>[], placeholders: readonly string[]): string {
  return rows
    .map(({ cells }) => cells.map((cell, index) => cell || (placeholders[index] ?? '')).join(' : '))
    .join('\n');
}
