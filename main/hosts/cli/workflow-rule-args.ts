import type { Command } from 'commander';
import { AppError } from '../../../shared/domain/app-error.ts';
import {
  COMMITMENTS,
  COST_PARTS,
  CREDITS,
  REGION_GROUPS,
  VOLUME_DISCOUNTS,
  WEEKDAYS,
  workflowRuleSchema,
} from '../../../shared/domain/workflow-rule.ts';
import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';
import { withoutEffect } from './options.ts';
import { collect, toAccountId } from './parse.ts';

/** What a billing rule is typed with, besides its kind and its value. */
export interface RuleOptions {
  by?: string;
  part?: string;
  service?: string[];
  regionGroup?: string[];
  weekday?: string[];
  day?: string[];
  month?: string[];
  year?: string[];
  fee?: string;
  currency?: string;
  per?: string;
}

/** A kind of rule as it is typed. */
interface TypedKind {
  /** What VALUE may be; '' where there is none. */
  value: string;
  /** The options that belong to it. */
  options: string;
  /** The rule as the contract has it; what does not fit is refused by its schema. */
  make(value: string, options: RuleOptions): unknown;
}

const SCOPE = '--service, --region-group, --weekday, --day, --month, --year';

/** The name that a rule is typed with: its kind, and of a percentage its direction. */
type TypedName<R = WorkflowRule> = R extends { kind: 'percentage'; direction: infer D }
  ? D
  : R extends { kind: infer K }
    ? K
    : never;

/** Every kind of rule by the name it is typed with; one that is missing does not compile. */
export const TYPED_KINDS: Readonly<Record<TypedName, TypedKind>> = {
  'replace-discount': {
    value: COMMITMENTS.join(' | '),
    options: '--by any | ID,ID',
    make: (commitment, { by }) => ({ kind: 'replace-discount', commitment, purchasedBy: purchasedBy(by) }),
  },
  'retain-discount': {
    value: COMMITMENTS.join(' | '),
    options: '--by subset | ID,ID',
    make: (commitment, { by }) => ({ kind: 'retain-discount', commitment, purchasedBy: purchasedBy(by) }),
  },
  'remove-credits': { value: CREDITS.join(' | '), options: '', make: (credit) => ({ kind: 'remove-credits', credit }) },
  'remove-taxes': { value: '', options: '', make: () => ({ kind: 'remove-taxes' }) },
  'share-cost': {
    value: COMMITMENTS.join(' | '),
    options: `--part ${COST_PARTS.join(' | ')}`,
    make: (commitment, { part }) => ({ kind: 'share-cost', commitment, part }),
  },
  'remove-volume-discounts': {
    value: VOLUME_DISCOUNTS.join(' | '),
    options: '',
    make: (discount) => ({ kind: 'remove-volume-discounts', discount }),
  },
  uplift: { value: 'a percentage, such as 3 or 2.5', options: SCOPE, make: percentage('uplift') },
  discount: { value: 'a percentage', options: SCOPE, make: percentage('discount') },
  'share-eco-cost': {
    value: 'a percentage of savings, estimate, actuals, or flat-fee',
    options: 'with flat-fee: --fee 100 --currency USD --per subset | account',
    make: (value, options) => ({ kind: 'share-eco-cost', method: ecoMethod(value, options) }),
  },
  prose: { value: 'the rule in your words', options: '', make: (text) => ({ kind: 'prose', text }) },
};

/** Adds the options that rules are typed with. */
export function withRule(command: Command): Command {
  return command
    .argument('<KIND>', `${Object.keys(TYPED_KINDS).join(', ')}; see: enroll workflows rule catalogue`)
    .argument('[VALUE]', 'what the kind needs: ri, edp, 3, the text …')
    .option('--by <who>', 'whose purchases: any, subset, or account IDs with commas')
    .option('--part <part>', `which part of the cost: ${COST_PARTS.join(', ')}`)
    .option('--service <name>', 'only this service; may be given several times', collect)
    .option('--region-group <group>', `only these regions: ${REGION_GROUPS.join(', ')}`, collect)
    .option('--weekday <day>', `only on this day: ${WEEKDAYS.join(', ')}`, collect)
    .option('--day <day>', 'only on this day of the month', collect)
    .option('--month <month>', 'only in this month, 1 to 12', collect)
    .option('--year <year>', 'only in this year, or odd, or even', collect)
    .option('--fee <amount>', 'a flat fee')
    .option('--currency <code>', "the fee's currency, such as USD")
    .option('--per <what>', 'for what the fee is: subset or account');
}

/** The rule that was typed. @throws AppError INVALID_INPUT. */
export function toRule(kind: string, value: string | undefined, options: RuleOptions): WorkflowRule {
  const typed = Object.entries(TYPED_KINDS).find(([name]) => name === kind)?.[1];
  const see = 'See: enroll workflows rule catalogue';
  if (typed === undefined)
    throw new AppError('INVALID_INPUT', `There is no rule of the kind ${kind}. ${see}`, { kind });
  const used = new Set<string | symbol>();
  const rule = typed.make(
    value ?? '',
    new Proxy(options, { get: (given, name) => (used.add(name), Reflect.get(given, name) as unknown) }),
  );
  const useless = Object.keys(options).filter((name) => !used.has(name));
  if (useless.length > 0) throw withoutEffect(useless.map(flagOf).join(' and '), `on a rule of the kind ${kind}`);
  if (typed.value === '' && value !== undefined) throw withoutEffect(value, `on a rule of the kind ${kind}`);
  const read = workflowRuleSchema.safeParse(rule);
  if (read.success) return read.data;
  const needs = [typed.value, typed.options].filter((part) => part !== '').join('; ');
  const first = read.error.issues[0];
  const why = first === undefined ? '' : ` (${first.path.join('.')}: ${first.message})`;
  throw new AppError('INVALID_INPUT', `${kind} needs: ${needs || 'nothing more'}${why}. ${see}`, {
    kind,
    issues: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  });
}

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

function purchasedBy(by: string | undefined): unknown {
  if (by === undefined || by === 'any' || by === 'subset') return { kind: by ?? 'any' };
  return { kind: 'accounts', accountIds: by.split(',').map(toAccountId) };
}

function percentage(direction: 'uplift' | 'discount'): TypedKind['make'] {
  return (value, options) => ({
    kind: 'percentage',
    direction,
    percentage: value.replace(/%$/u, '').trim(),
    scope: scope(options),
  });
}

function scope({ service, regionGroup, weekday, day, month, year }: RuleOptions): unknown {
  return {
    ...(service && { services: service }),
    ...(regionGroup && { regionGroups: regionGroup }),
    ...(weekday && { weekdays: weekday }),
    ...(day && { days: day.map(Number) }),
    ...(month && { months: month.map(Number) }),
    ...(year && { years: years(year) }),
  };
}

function years(given: readonly string[]): unknown {
  const [only] = given;
  if (given.length === 1 && (only === 'odd' || only === 'even')) return { kind: only };
  return { kind: 'years', years: given.map(Number) };
}

function ecoMethod(value: string, { fee, currency, per }: RuleOptions): unknown {
  if (value === 'estimate' || value === 'actuals') return { kind: 'distributed', basis: value };
  if (value === 'flat-fee') return { kind: 'flat-fee', per, amount: fee, currency };
  return { kind: 'percentage-of-savings', percentage: value.replace(/%$/u, '').trim() };
}
