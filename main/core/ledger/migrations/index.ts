import type { AuditedTable } from './audit-triggers.ts';
import { AUDITED_TABLES, ledger } from './0010-ledger.ts';
import { awsSetup } from './0020-aws-setup.ts';
import { DESK_AUDITED_TABLES, desk } from './0021-desk.ts';
import { ledgerIdentity } from './0030-ledger-identity.ts';
import { observations } from './0031-observations.ts';
import { handOffStates } from './0032-hand-off-states.ts';
import { rehearsals } from './0033-rehearsals.ts';
import { ANSWER_AUDITED_TABLES, importAnswers } from './0035-import-answers.ts';
import { shownStacks } from './0036-shown-stacks.ts';
import { SECRET_AUDITED_TABLES, secrets } from './0037-secrets.ts';
import { seals } from './0038-seals.ts';
import { costData } from './0039-cost-data.ts';
import { COST_DATA_SUMS_AUDITED_TABLES, costDataSums } from './0040-cost-data-sums.ts';
import { CREDIT_CLASS_AUDITED_TABLES, creditClasses } from './0041-credit-classes.ts';
import { ECO_COMMITMENT_AUDITED_TABLES, ecoCommitments } from './0042-eco-commitments.ts';
import { SIMULATED_COST_DATA_AUDITED_TABLES, simulatedCostData } from './0044-cost-data-simulated.ts';
import type { Migration } from './migration.ts';

/** All migrations, in order. */
export const MIGRATIONS: readonly Migration[] = [
  ledger,
  awsSetup,
  desk,
  ledgerIdentity,
  observations,
  handOffStates,
  rehearsals,
  importAnswers,
  shownStacks,
  secrets,
  seals,
  costData,
  costDataSums,
  creditClasses,
  ecoCommitments,
  simulatedCostData,
];

/** The schema version that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.id ?? 0;

/** Every table whose changes are recorded, parents before children. */
export const ALL_AUDITED_TABLES: readonly AuditedTable[] = [
  ...AUDITED_TABLES,
  ...SECRET_AUDITED_TABLES,
  ...DESK_AUDITED_TABLES,
  ...ANSWER_AUDITED_TABLES,
  ...SIMULATED_COST_DATA_AUDITED_TABLES,
  ...COST_DATA_SUMS_AUDITED_TABLES,
  ...CREDIT_CLASS_AUDITED_TABLES,
  ...ECO_COMMITMENT_AUDITED_TABLES,
];
