import { createHash } from 'node:crypto';
import type { AwsCall, SetupReport, SetupRun } from '../../../../shared/contract/aws.ts';
import type { KeptCall } from '../../../../shared/contract/own-procedures.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import { requireMpa } from '../mpas/service.ts';
import { callsOfRun, endRun, fileBytes, insertRun, keepFileRow, lastResult, putCall, runsOfMpa } from './repo.ts';

/** Begins a run; its calls are kept under the ID that comes back. @throws AppError NOT_FOUND. */
export function beginRun(
  { db, clock, actor }: WriteContext,
  input: { mpaId: AccountId; kind: SetupRun['kind']; profile: string; region: string; simulated: boolean },
): { runId: number } {
  requireMpa(db, input.mpaId);
  const { lastId } = insertRun.run(db, {
    ...input,
    simulated: Number(input.simulated),
    who: actor.who,
    host: actor.host,
    startedAt: nowText(clock),
  });
  return { runId: lastId };
}

/** Keeps calls of a run; one that was kept as sent gets its outcome. */
export function keepCalls(
  { db }: WriteContext,
  { runId, calls }: { runId: number; calls: readonly KeptCall[] },
): object {
  for (const { requestId, changes, ...call } of calls) {
    putCall.run(db, { ...call, run_id: runId, changes: Number(changes), request_id: requestId });
  }
  return {};
}

/** Ends a run with what it found. */
export function finishRun(
  { db, clock }: WriteContext,
  input: {
    runId: number;
    accountId: string | null;
    callerArn: string | null;
    outcome: string;
    report: SetupReport | null;
  },
): object {
  const { runId, report, ...rest } = input;
  endRun.run(db, {
    ...rest,
    id: runId,
    endedAt: nowText(clock),
    result: report === null ? null : JSON.stringify(report),
  });
  return {};
}

/** Keeps a file by its content. @returns its SHA-256, by which it is found again. */
export function keepFile(
  { db, clock }: WriteContext,
  { name, bytes }: { name: string; bytes: Uint8Array },
): { sha256: string } {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  keepFileRow.run(db, { sha256, name, bytes, keptAt: nowText(clock) });
  return { sha256 };
}

/** A kept file; null where there is none of that hash. */
export function keptFile(
  { db }: ReadContext,
  { sha256 }: { sha256: string },
): { name: string; bytes: Uint8Array } | null {
  return fileBytes.get(db, { sha256 }) ?? null;
}

/** The newest runs of a payer account. */
export function listRuns({ db }: ReadContext, { mpaId, limit }: { mpaId: AccountId; limit: number }): SetupRun[] {
  return runsOfMpa.all(db, { mpaId, limit }).map((row) => ({
    id: row.id,
    mpaId: accountId(row.mpa_id),
    // The CHECK of the column allows these kinds only.
    kind: row.kind as SetupRun['kind'],
    profile: row.profile,
    accountId: row.account_id,
    callerArn: row.caller_arn,
    region: row.region,
    simulated: row.simulated === 1,
    who: row.who,
    host: row.host,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
    calls: row.calls,
    changes: row.changes,
  }));
}

/** Every call of a run, in order. */
export function listCalls({ db }: ReadContext, { runId }: { runId: number }): AwsCall[] {
  return callsOfRun.all(db, { runId }).map((row) => ({
    position: row.position,
    at: row.at,
    service: row.service,
    operation: row.operation,
    changes: row.changes === 1,
    request: JSON.parse(row.request) as Record<string, unknown>,
    // The CHECK of the column allows these outcomes only.
    outcome: row.outcome as AwsCall['outcome'],
    code: row.code,
    requestId: row.request_id,
    milliseconds: row.milliseconds,
  }));
}

/** What the newest finished run found; null where there was none. */
export function lastReport({ db }: ReadContext, { mpaId }: { mpaId: AccountId }): SetupReport | null {
  const row = lastResult.get(db, { mpaId });
  // Written by finishRun.
  return row === undefined ? null : (JSON.parse(row.result) as SetupReport);
}
