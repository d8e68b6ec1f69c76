import type { Mpa } from '../../../../shared/contract/mpas.ts';
import type { CheckFindings } from '../../../../shared/contract/checks.ts';
import type { CheckCode } from '../../../../shared/domain/check-catalogue.ts';
import { CHECKS, severityOf } from '../../../../shared/domain/check-catalogue.ts';
import type { Part } from '../../../../shared/domain/deliverable.ts';
import { compareFindings, SEVERITIES } from '../../../../shared/domain/finding.ts';
import type { Finding, FindingSubject, Severity } from '../../../../shared/domain/finding.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';

/** What a cell of a worksheet holds, in UTF-16 units (Microsoft, 'Excel specifications and limits'). */
export const CELL_UNITS = 32_767;

/** What a group of checks is given: what to look at, and where to put what it finds. */
export interface CheckScope {
  db: ReadDb;
  mpa: Mpa;
  parts: readonly Part[];
  report: Report;
  /** How many findings of each code are listed one by one. */
  limit: number;
  /** What is not looked for. */
  without?: readonly CheckCode[];
}

/** One thing that a check found. */
export interface Found {
  subject: FindingSubject;
  sentence: string;
}

interface Group {
  code: string;
  severity: Severity;
  what: string;
  count: number;
  findings: Finding[];
}

/** Gathers what the checks find, and makes one list of it that stays short. */
export class Report {
  readonly #mpa: Mpa;
  readonly #parts: readonly Part[];
  readonly #limit: number;
  readonly #without: readonly string[];
  readonly #groups: Group[] = [];

  constructor({ mpa, parts, limit, without = [] }: Pick<CheckScope, 'mpa' | 'parts' | 'limit' | 'without'>) {
    this.#mpa = mpa;
    this.#parts = parts;
    this.#limit = limit;
    this.#without = without;
  }

  /** Whether what a check would find matters for what is looked at; else there is no need to look. */
  wants(code: CheckCode): boolean {
    return !this.#without.includes(code) && severityOf(CHECKS[code], this.#parts) !== null;
  }

  /**
   * Adds what a check found.
   * @param count how many there are in all, when not all are given.
   */
  add(code: CheckCode, found: readonly Found[], count = found.length): void {
    const severity = severityOf(CHECKS[code], this.#parts);
    if (severity === null || count === 0 || this.#without.includes(code)) return;
    const { what, remedy } = CHECKS[code];
    this.#put(
      code,
      severity,
      what,
      count,
      found.map((each) => ({ code, severity, remedy, ...each })),
    );
  }

  /** Adds findings that come with severities and remedies of their own; `what` they are, in the plural. */
  addAll(findings: readonly Finding[], what: string): void {
    const byCode = new Map<string, Finding[]>();
    for (const finding of findings) {
      const key = `${finding.severity} ${finding.code}`;
      byCode.set(key, [...(byCode.get(key) ?? []), finding]);
    }
    for (const [first, ...others] of byCode.values()) {
      if (first) this.#put(first.code, first.severity, what, others.length + 1, [first, ...others]);
    }
  }

  /** Everything that was found: errors first, then by code. */
  result(): CheckFindings {
    const groups = this.#groups.toSorted(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.code < b.code ? -1 : 1),
    );
    const counts = { error: 0, warning: 0, hint: 0 };
    for (const { severity, count } of groups) counts[severity] += count;
    return {
      counts,
      groups: groups.map(({ code, severity, what, count }) => ({ code, severity, what, count })),
      findings: groups.flatMap((group) => this.#listed(group)),
    };
  }

  #put(code: string, severity: Severity, what: string, count: number, findings: Finding[]): void {
    this.#groups.push({ code, severity, what, count, findings });
  }

  #listed({ code, severity, what, count, findings }: Group): Finding[] {
    const listed = findings.toSorted(compareFindings).slice(0, this.#limit);
    const rest = count - listed.length;
    if (rest === 0) return listed;
    const remedy = listed[0]?.remedy ?? '';
    const sentence =
      rest === 1 ? `There is one more of the ${what}.` : `There are ${rest.toLocaleString('en-US')} more ${what}.`;
    return [...listed, { code, severity, subject: mpaSubject(this.#mpa), sentence, remedy }];
  }
}

/** The payer account as a finding's subject. */
export function mpaSubject({ id, name }: Mpa): FindingSubject {
  return { kind: 'mpa', id, name };
}

/** A row of the ledger as a finding's subject. */
export function rowSubject(kind: FindingSubject['kind'], row: { id: number | string; name: string }): FindingSubject {
  return { kind, id: String(row.id), name: row.name };
}

/** An account as a person reads it: 'Shop (111111111111)', the ID alone where it has no name. */
export function accountText({ id, name }: { id: string; name: string }): string {
  return name === '' ? id : `${name} (${id})`;
}
