import { isLink, readQuickCreateLink } from '../../core/aws/link/quick-create-link.ts';
import { cleanLine } from './clean-text.ts';
import { pairs } from './table.ts';

/** What a link of the vendor's fills in, and what is strange about it. */
export interface LinkContents {
  parameters: Readonly<Record<string, string>>;
  warnings: string[];
}

/**
 * The parameters of a link, for a person to compare with the vendor's mail.
 * @param others the other payer accounts of the ledger: a value with the ID of one of them is warned of
 */
export function linkContents(url: string, others: readonly { id: string; name: string }[]): LinkContents {
  const link = readQuickCreateLink(url);
  if (!isLink(link)) return { parameters: {}, warnings: [] };
  const { parameters } = link;
  const warnings = Object.entries(parameters).flatMap(([parameter, value]) =>
    others
      .filter(({ id }) => value.includes(id))
      .map(
        ({ id, name }) =>
          `WARNING: ${parameter} names ${id}, which is another payer account of this ledger (${name}). Ask the vendor whether the link is for this one.`,
      ),
  );
  return { parameters, warnings };
}

/** The parameters, a line each. */
export function parametersText(parameters: Readonly<Record<string, string>>): string {
  const rows = Object.entries(parameters).map(([name, value]): [string, string] => [name, cleanLine(value)]);
  if (rows.length === 0) return 'The link fills in no parameter.';
  return `What the link fills in; compare it with the vendor's mail:\n${pairs(rows)}`;
}
