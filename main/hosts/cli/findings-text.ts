import type { CheckFindings } from '../../../shared/contract/checks.ts';
import { SEVERITIES } from '../../../shared/domain/finding.ts';
import { count } from './table.ts';

/** '2 errors, 1 warning, 0 hints'. */
export function countsText({ counts: { error, warning, hint } }: Pick<CheckFindings, 'counts'>): string {
  return `${count(error, 'error')}, ${count(warning, 'warning')}, ${count(hint, 'hint')}`;
}

/** The errors and warnings of a ticket, after what it says; nothing where there are none. */
export function ticketFindingsText({ findings, groups, ...counts }: CheckFindings): string[] {
  const told = groups.filter(({ severity }) => severity !== 'hint');
  return told.length === 0 ? [] : ['', findingsText({ findings, groups: told }), '', `${countsText(counts)}.`];
}

/** Findings by severity and code: what they have in common once, then each with its remedy. */
export function findingsText({ findings, groups }: Pick<CheckFindings, 'findings' | 'groups'>): string {
  const blocks = SEVERITIES.flatMap((severity) =>
    groups
      .filter((group) => group.severity === severity)
      .map(({ code, count: many, what }) => {
        const lines = findings
          .filter((finding) => finding.code === code && finding.severity === severity)
          .map(({ sentence, remedy }) => `  ${sentence} ${remedy}`);
        return [`${severity} ${code} (${many}): ${what}`, ...lines].join('\n');
      }),
  );
  return blocks.join('\n\n');
}
