/** What breaks a rule of Cost and Usage Reports, and is taken only where a person accepts it by its name. */
export const COST_RULES = ['account-ids', 'outside-period', 'round', 'other-payer'] as const;
export type CostRule = (typeof COST_RULES)[number];
