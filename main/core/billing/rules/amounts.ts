import type { WorkflowRule } from '../../../../shared/domain/workflow-rule.ts';

/*
 * Arithmetic on whole numbers of 1e-10 units, as text that DuckDB and Trino read alike: there `/` of whole numbers cuts off towards 0, and `%` has
 * the sign of what is divided. Too large an amount is an error in both, never another amount.
 */

/** A factor is given in parts of this: a percentage has up to six decimals. */
const WHOLE = 100_000_000n;

/** By how much a percentage rule multiplies, in parts of 100,000,000: an uplift of 3 % is 103000000n, a discount of 120 % is -20000000n. */
export function factorOf({
  direction,
  percentage,
}: Pick<Extract<WorkflowRule, { kind: 'percentage' }>, 'direction' | 'percentage'>): bigint {
  const [whole = '0', part = ''] = percentage.split('.');
  const parts = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
  return direction === 'uplift' ? WHOLE + parts : WHOLE - parts;
}

/**
 * An amount times a factor, half away from zero. In two parts, so that nothing is lost and 64 bits are enough: a line may be up to 922 million with
 * a factor around 1, and up to 9.1 million at 9,999 %.
 * @param amount a column or an expression in brackets @param factor as factorOf gives it
 */
export function times(amount: string, factor: bigint): string {
  if (factor === 0n) return '0';
  const [up, down] = factor > 0n ? ['', '-'] : ['-', ''];
  const half = `CASE WHEN ${amount} < 0 THEN ${down}50000000 ELSE ${up}50000000 END`;
  return `(${amount} / ${WHOLE}) * ${signed(factor)} + ((${amount} % ${WHOLE}) * ${signed(factor)} + ${half}) / ${WHOLE}`;
}

const signed = (value: bigint): string => (value < 0n ? `(${value})` : String(value));
