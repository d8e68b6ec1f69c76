import type { ReadDb, WriteDb } from '../../sqlite/sqlite.ts';
import { placeRule, rulesOfMpa } from './repo.ts';

/** Numbers a payer account's rules 1, 2, 3 … in their present order; only rows whose number changes are written. */
export function closeRanks(db: WriteDb, mpaId: string): void {
  writeOrder(db, rulesOfMpa.all(db, { mpaId }));
}

/** Puts a rule at a place of the order, from 1; a place beyond the end is the end. The others keep their order. */
export function putAt(db: WriteDb, mpaId: string, id: number, position: number): void {
  const rules = rulesOfMpa.all(db, { mpaId });
  const moved = rules.filter((rule) => rule.id === id);
  const others = rules.filter((rule) => rule.id !== id);
  const at = Math.min(position, others.length + 1) - 1;
  writeOrder(db, [...others.slice(0, at), ...moved, ...others.slice(at)]);
}

/** The place after the last rule. */
export function nextPosition(db: ReadDb, mpaId: string): number {
  return (rulesOfMpa.all(db, { mpaId }).at(-1)?.position ?? 0) + 1;
}

function writeOrder(db: WriteDb, rules: readonly { id: number; position: number }[]): void {
  for (const [index, rule] of rules.entries()) {
    if (rule.position !== index + 1) placeRule.run(db, { id: rule.id, position: index + 1 });
  }
}
