import { join } from 'node:path';
import type { AccountId } from '../../../../../shared/domain/account-id.ts';
import { act } from '../../../../../shared/domain/action.ts';
import { AppError } from '../../../../../shared/domain/app-error.ts';
import { SCENARIOS } from '../../../../../shared/domain/scenario.ts';
import { writeUnlessDifferent } from '../../../files/overwrite.ts';
import { writeWhole } from '../../../files/atomic-file.ts';
import type { TaskLedger } from '../../../runtime/task.ts';
import { CRAWLER_FILE, mailFileName } from './hand-off-mail.ts';

/**
 * Writes the hand-off mail and crawler-cfn.yml, as the ledger keeps them, into a folder. The same files again are no change.
 * @returns their paths.
 * @throws AppError NOT_FOUND (the mail was not made yet), ALREADY_EXISTS (a file of that name with other content), FILE_NOT_WRITTEN.
 */
export async function writeHandOff(
  task: Pick<TaskLedger, 'read'>,
  { mpaId, folder }: { mpaId: AccountId; folder: string },
): Promise<{ files: string[] }> {
  const files: string[] = [];
  for (const { name, bytes } of await handOffFiles(task, { mpaId })) files.push(await write(folder, name, bytes));
  return { files };
}

/** The hand-off mail and crawler-cfn.yml, as the ledger keeps them. @throws AppError NOT_FOUND (the mail was not made yet). */
export async function handOffFiles(
  task: Pick<TaskLedger, 'read'>,
  { mpaId }: { mpaId: AccountId },
): Promise<{ name: string; bytes: Uint8Array }[]> {
  const mpa = await task.read('mpas.get', { id: mpaId });
  if (SCENARIOS[mpa.scenario].setUp.of !== 'customer') {
    throw new AppError(
      'NOT_FOUND',
      `The set-up of ${mpa.name} (${mpa.id}) has no hand-off mail: it is for customers of an MSP.`,
      { id: mpa.id },
    );
  }
  const known = await task.read('aws.knownSteps', { mpaId });
  const { mailSha256, templateSha256 } = known.find(({ step }) => step === 'hand-off')?.evidence ?? {};
  const mail = await kept(task, mailSha256);
  const template = await kept(task, templateSha256);
  if (mail === null || template === null) {
    throw new AppError(
      'NOT_FOUND',
      `There is no hand-off mail for ${mpa.name} (${mpa.id}) yet. It is made by: ${act('aws.apply')}, after the first delivery of the report.`,
      { id: mpa.id },
    );
  }
  return [
    { name: mailFileName(mpa), bytes: mail },
    { name: CRAWLER_FILE, bytes: template },
  ];
}

async function kept(task: Pick<TaskLedger, 'read'>, sha256: string | undefined): Promise<Uint8Array | null> {
  if (sha256 === undefined) return null;
  return (await task.read('aws.keptFile', { sha256 }))?.bytes ?? null;
}

async function write(folder: string, name: string, content: Uint8Array): Promise<string> {
  const { path } = await writeUnlessDifferent(join(folder, name), false, async (target) => {
    const { bytes, sha256 } = await writeWhole(target, once(content));
    return { path: target, bytes, sha256, rows: 0, neutralised: 0 };
  });
  return path;
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
