import type { AccountId } from '../../../../shared/domain/account-id.ts';

/** In which way an Enterprise Discount Program shows in a payer account's reports; AWS has used each. */
export const EDP_SHAPES = ['lines', 'columns', 'lines and columns', 'refunds'] as const;
export type EdpShape = (typeof EDP_SHAPES)[number];

/** Which lines a report has: the same report always has the same lines. */
export interface CostReport {
  payer: AccountId;
  members: readonly AccountId[];
  /** 'YYYY-MM' */
  month: string;
  /** Up to when there are lines, in milliseconds since 1970. */
  until: number;
  /** Whether AWS has invoiced the month. */
  final: boolean;
  /** Whether what AWS added after that is in it. */
  late: boolean;
  edp: EdpShape;
  /** Which of its files it is, from 0. */
  part: number;
}

/** A report comes in so many files. */
export const PARTS = 2;
