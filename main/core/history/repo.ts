import { select } from '../sqlite/sqlite.ts';

/** An operation as the history shows it. */
export interface OperationRow {
  id: number;
  kind: 'do' | 'undo' | 'redo' | 'observation';
  command: string;
  label: string;
  mpa_id: string | null;
  target_id: number | null;
  state: 'done' | 'undone' | 'discarded';
  who: string;
  host: string;
  at: string;
  /** How many rows it changed. */
  changes: number;
}

/** One change of one row. `before` and `after` are the whole row as JSON, null where there was or is none. */
export interface EventRow {
  id: number;
  operation_id: number;
  entity: string;
  key: string;
  before: string | null;
  after: string | null;
  source: string | null;
  kind: 'do' | 'undo' | 'redo' | 'observation';
  command: string;
  label: string;
  who: string;
  host: string;
  at: string;
}

const OPERATION = `SELECT o.id, o.kind, o.command, o.label, o.mpa_id, o.target_id, o.state, o.who, o.host, o.at,
  (SELECT count(*) FROM audit_event e WHERE e.operation_id = o.id) AS changes FROM operation o`;

/** Which operations are asked for; null: it does not matter. */
export type OperationWhere = {
  mpaId: string | null;
  who: string | null;
  area: string | null;
  standing: string | null;
  from: string | null;
  to: string | null;
  since: number | null;
  text: string | null;
};

// A row is found by its whole key through the index of the audit log; all entities are named, because that index begins with them.
const WHERE = `(@mpaId IS NULL OR o.mpa_id = @mpaId) AND (@who IS NULL OR o.who = @who)
  AND (@area IS NULL OR substr(o.command, 1, length(@area) + 1) = @area || '.')
  AND (@standing IS NULL OR @standing = CASE WHEN o.kind = 'observation' THEN 'observation' WHEN o.kind <> 'do' THEN 'reversal' WHEN o.state = 'done' THEN 'in-force' ELSE 'taken-back' END)
  AND (@from IS NULL OR o.at >= @from) AND (@to IS NULL OR o.at < @to) AND (@since IS NULL OR o.id > @since)
  AND (@text IS NULL OR instr(lower(o.label), lower(@text)) > 0 OR o.id IN (
    SELECT e.operation_id FROM audit_event e WHERE e.key = @text AND e.entity IN
      ('mpa', 'account', 'subset', 'workflow', 'end_customer', 'assignment_rule', 'enrolment_step', 'ticket', 'setting')))`;

/** Operations before an id, newest first. */
export const operationsBefore = select<OperationWhere & { before: number; limit: number }, OperationRow>(
  `${OPERATION} WHERE o.id < @before AND ${WHERE} ORDER BY o.id DESC LIMIT @limit`,
);

export const operationCount = select<OperationWhere, { operations: number }>(
  `SELECT count(*) AS operations FROM operation o WHERE ${WHERE}`,
);

export const people = select<void, { who: string }>(`SELECT DISTINCT who FROM operation ORDER BY who`);

export const operationById = select<{ id: number }, OperationRow>(`${OPERATION} WHERE o.id = @id`);

const EVENT = `SELECT e.id, e.operation_id, e.entity, e.key, e.before, e.after, e.source, o.kind, o.command, o.label, o.who, o.host, o.at
  FROM audit_event e JOIN operation o ON o.id = e.operation_id`;

/** The changes of one row, newest first. */
export const eventsOfEntity = select<{ entity: string; key: string; before: number; limit: number }, EventRow>(
  `${EVENT} WHERE e.entity = @entity AND e.key = @key AND e.id < @before ORDER BY e.id DESC LIMIT @limit`,
);

/** The changes of one operation, in order. */
export const eventsOfOperation = select<{ operationId: number; after: number; limit: number }, EventRow>(
  `${EVENT} WHERE e.operation_id = @operationId AND e.id > @after ORDER BY e.id LIMIT @limit`,
);
