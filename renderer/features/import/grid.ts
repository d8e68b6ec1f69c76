/** The letter of a column as a spreadsheet calls it. @param index from 0 */
export function columnLetter(index: number): string {
  const rest = index % 26;
  const letter = String.fromCodePoint(65 + rest);
  return index < 26 ? letter : columnLetter((index - rest) / 26 - 1) + letter;
}

/** The row that a key leads to from another; null where it leads nowhere. @param rows their numbers in the file, which can jump */
export function nextRow(key: string, row: number, rows: readonly number[]): number | null {
  const at = rows.indexOf(row);
  const steps: Partial<Record<string, number>> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 };
  return rows[steps[key] ?? -1] ?? null;
}

const MOVES: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cell that an arrow key leads to; null where it leads out of the grid, and for other keys. @param at 'row-column', each from 0 */
export function neighbour(key: string, at: string, rows: number, columns: number): string | null {
  const [row = 0, column = 0] = at.split('-').map(Number);
  const move = MOVES[key];
  if (move === undefined) return null;
  const [down, right] = [row + move[0], column + move[1]];
  return down < 0 || down >= rows || right < 0 || right >= columns ? null : `${down}-${right}`;
}
