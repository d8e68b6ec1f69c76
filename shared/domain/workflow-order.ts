import type { Severity } from './finding.ts';
import type { Workflow, WorkflowRule } from './workflow-rule.ts';
import { clashes } from './workflow-clashes.ts';
import { isSummer, ruleSentence } from './workflow-text.ts';
import type { PlacedRule, WorkflowFinding } from './workflow-finding.ts';

type PercentageRule = Extract<WorkflowRule, { kind: 'percentage' }>;

/**
 * Looks for impossible or harmful rules and orders in a workflow.
 * Sources: docs/procedure.md: 'Billing rules' (an uplift or discount comes after all other rules; retaining excludes
 * replacing of the same kind) and what each rule does to a line of a Cost and Usage Report: one that sets a line's
 * charge (a replacement) undoes what earlier rules did to that line.
 * @returns findings by place in the list; the same workflow gives the same list.
 */
export function checkWorkflow({ rules }: Pick<Workflow, 'rules'>): WorkflowFinding[] {
  const placed = rules.map((rule, index) => ({ rule, position: index + 1 }));
  const findings = [...wholeWorkflow(rules), ...placed.flatMap(singleRule), ...clashes(placed), ...order(placed)];
  return findings.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
}

function wholeWorkflow(rules: readonly WorkflowRule[]): WorkflowFinding[] {
  if (rules.length > 0) return [];
  return [
    {
      code: 'workflow-without-rules',
      severity: 'hint',
      position: null,
      otherPosition: null,
      sentence: 'The workflow has no rules: its customers are charged the raw AWS cost.',
      remedy: 'Leave it if that is meant, otherwise add the rules.',
    },
  ];
}

function singleRule(placed: PlacedRule): WorkflowFinding[] {
  const { rule, position } = placed;
  const found = (code: string, severity: Severity, sentence: string, remedy: string): WorkflowFinding => {
    return { code, severity, position, otherPosition: null, sentence, remedy };
  };
  if (rule.kind === 'prose') return prose(rule.text, found);
  if (
    rule.kind === 'share-eco-cost' &&
    rule.method.kind === 'percentage-of-savings' &&
    isAbove(rule.method.percentage, 100)
  ) {
    return [
      found(
        'workflow-more-than-all-savings',
        'error',
        `Rule ${position} charges ${rule.method.percentage}% of the savings, more than was saved.`,
        'Put the percentage right; it is per hundred, so 20 means a fifth.',
      ),
    ];
  }
  return rule.kind === 'percentage' ? percentage(rule, position, found) : [];
}

type Found = (code: string, severity: Severity, sentence: string, remedy: string) => WorkflowFinding;

function prose(text: string, found: Found): WorkflowFinding[] {
  if (text.trim() === '') {
    return [
      found(
        'workflow-prose-empty',
        'error',
        'The rule has no text: the vendor would get a number with nothing behind it.',
        'Write what the rule does, or remove it.',
      ),
    ];
  }
  return [
    found(
      'workflow-prose',
      'hint',
      "The rule is prose: the vendor's builder has no such rule, so its people set it up by hand.",
      'Send the workflow description, and expect a question about this rule.',
    ),
  ];
}

function percentage(rule: PercentageRule, position: number, found: Found): WorkflowFinding[] {
  const findings: WorkflowFinding[] = [];
  const { scope } = rule;
  if (rule.direction === 'discount' && isAbove(rule.percentage, 100)) {
    findings.push(
      found(
        'workflow-discount-over-100',
        'error',
        `Rule ${position} discounts by ${rule.percentage}%: the customer would be paid for the usage.`,
        'Put the percentage right; 100 makes the usage free.',
      ),
    );
  }
  if (rule.direction === 'uplift' && isAbove(rule.percentage, 100)) {
    findings.push(
      found(
        'workflow-uplift-over-100',
        'warning',
        `Rule ${position} uplifts by ${rule.percentage}%: the charge more than doubles.`,
        'Check the percentage: it is what is added, so 3 makes 103 of 100.',
      ),
    );
  }
  if (scope.days && scope.months && !scope.days.some((day) => scope.months?.some((month) => day <= longest(month)))) {
    findings.push(
      found(
        'workflow-scope-never',
        'error',
        `Rule ${position} never applies: none of its days is in one of its months.`,
        'Put the days or the months right.',
      ),
    );
  }
  if (scope.weekdays || scope.days) {
    findings.push(
      found(
        'workflow-scope-days',
        'hint',
        `Rule ${position} goes by the day. Fees, taxes and other lines for a whole month are dated on its first day, and days are AWS's, in UTC.`,
        'Say to the vendor that the rule is for hourly or daily usage only, if that is meant.',
      ),
    );
  }
  if (scope.months && isSummer(scope.months)) {
    findings.push(
      found(
        'workflow-summer-months',
        'hint',
        `Rule ${position} says 'the summer months', which here are June, July and August.`,
        'Say so to the vendor, or choose the months that are meant.',
      ),
    );
  }
  return findings;
}

/** Rules behind a percentage: each does harm of its own kind. */
function order(placed: readonly PlacedRule[]): WorkflowFinding[] {
  const findings: WorkflowFinding[] = [];
  let before: PlacedRule | undefined;
  for (const each of placed) {
    if (each.rule.kind === 'percentage') before ??= each;
    else if (before) findings.push(afterPercentage(each, before));
  }
  const first = placed.find(({ rule }) => isPercentageOfAll(rule));
  const taxesStay = !placed.some(({ rule }) => rule.kind === 'remove-taxes');
  if (first && taxesStay) {
    findings.push({
      code: 'workflow-percentage-of-taxes',
      severity: 'hint',
      position: first.position,
      otherPosition: null,
      sentence: `Rule ${first.position} applies to everything, and taxes are not removed; the vendor doesn't document whether it changes taxes too.`,
      remedy: 'Remove taxes before it, or ask the vendor.',
    });
  }
  return findings;
}

function afterPercentage({ rule, position }: PlacedRule, before: PlacedRule): WorkflowFinding {
  const base = { position, otherPosition: before.position };
  const percentage = `'${ruleSentence(before.rule)}' (rule ${before.position})`;
  const remedy = `Move rule ${position} before rule ${before.position}.`;
  switch (rule.kind) {
    case 'replace-discount':
    case 'retain-discount':
      return {
        ...base,
        code: 'workflow-replacement-after-percentage',
        severity: 'error',
        sentence: replaced(percentage, position),
        remedy,
      };
    case 'remove-volume-discounts':
      return rule.discount === 'ri-volume'
        ? {
            ...base,
            code: 'workflow-removal-after-percentage',
            severity: 'warning',
            sentence: removed(percentage, position),
            remedy,
          }
        : {
            ...base,
            code: 'workflow-replacement-after-percentage',
            severity: 'error',
            sentence: replaced(percentage, position),
            remedy,
          };
    case 'remove-credits':
    case 'remove-taxes':
      return {
        ...base,
        code: 'workflow-removal-after-percentage',
        severity: 'warning',
        sentence: removed(percentage, position),
        remedy,
      };
    default:
      return {
        ...base,
        code: 'workflow-percentage-not-last',
        severity: 'warning',
        sentence: `Rule ${position} comes after ${percentage}; the vendor applies an uplift or discount after all other rules.`,
        remedy,
      };
  }
}

function replaced(percentage: string, position: number): string {
  return `Rule ${position} sets the price anew, which silently undoes ${percentage} for the usage that it touches.`;
}

function removed(percentage: string, position: number): string {
  return `Rule ${position} removes charges that ${percentage} has changed already; the vendor applies an uplift or discount last.`;
}

function isPercentageOfAll(rule: WorkflowRule): boolean {
  return rule.kind === 'percentage' && rule.scope.services === undefined;
}

/** Compares a decimal text without sign and superfluous zeros in front with a whole number. */
function isAbove(decimal: string, limit: number): boolean {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return Number(whole) > limit || (Number(whole) === limit && /[1-9]/.test(fraction));
}

/** The most days that a month can have. */
function longest(month: number): number {
  if (month === 2) return 29;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
