import type { Change } from '../../../shared/contract/history.ts';

/** Kept for looking things up; a person has no use for it. */
const HIDDEN: ReadonlySet<string> = new Set(['name_key']);

/** What a change did to the fields of its row: `name: Contoso → Contoso Retail, note: → checked`. */
export function changedFields({ before, after }: Change): string {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => !HIDDEN.has(name) && text(before?.[name]) !== text(after?.[name]))
    .map((name) => {
      const [was, is] = [text(before?.[name]), text(after?.[name])];
      if (before === null) return `${name}: ${is}`;
      return after === null ? `${name}: ${was}` : `${name}: ${was} → ${is}`;
    })
    .join(', ');
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
