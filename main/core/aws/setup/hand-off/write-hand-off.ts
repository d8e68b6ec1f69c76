import { join } from 'node:path';
import type { Mpa } from '../../../../../shared/contract/mpas.ts';
import type { AccountId } from '../../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../../shared/domain/app-error.ts';
import { handOffState, hasVendorLink, noHandOff } from '../../../../../shared/domain/aws/hand-off.ts';
import type { KeptStep } from '../../../../../shared/domain/aws/kept-step.ts';
import { SCENARIOS } from '../../../../../shared/domain/scenario.ts';
import { writeUnlessDifferent } from '../../../files/overwrite.ts';
import { writeWhole } from '../../../files/atomic-file.ts';
import type { TaskLedger } from '../../../runtime/task.ts';
import { keepFile } from '../keep-file.ts';
import { CRAWLER_FILE, draftHandOff, handOffFacts, handOffLacks, mailFileName } from './hand-off-mail.ts';

/** What writing it needs of a task. */
type Ledger = Pick<TaskLedger, 'read' | 'write'>;

/**
 * Writes the hand-off mail and crawler-cfn.yml into a folder. The same files again are no change.
 * @returns their paths.
 * @throws AppError as handOffFiles; ALREADY_EXISTS (a file of that name with other content), FILE_NOT_WRITTEN.
 */
export async function writeHandOff(
  task: Ledger,
  { mpaId, folder }: { mpaId: AccountId; folder: string },
): Promise<{ files: string[] }> {
  const files: string[] = [];
  for (const { name, bytes } of await handOffFiles(task, { mpaId })) files.push(await write(folder, name, bytes));
  return { files };
}

/**
 * The hand-off mail and crawler-cfn.yml. What was sent comes as it was sent. A draft follows the payer account and the settings: it comes
 * as it is now, and the ledger keeps it as it was given out last, so that it is known what is sent.
 * @throws AppError NOT_FOUND (the mail was not made yet), CONFLICT (what it has to name is not known any more), INVALID_INPUT (an
 * address that a mail can't carry).
 */
export async function handOffFiles(
  task: Ledger,
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
  const known = new Map((await task.read('aws.knownSteps', { mpaId })).map((each) => [each.step, each]));
  const step = known.get('hand-off');
  const template = await kept(task, step?.evidence['templateSha256']);
  if (step === undefined || template === null) throw noHandOff(mpa);
  const { extractorLink, simulated } = await task.read('aws.choices', { mpaId });
  const isDraft = handOffState(step, hasVendorLink(extractorLink, known.get('vendor-link'))) === 'made';
  const mail = isDraft
    ? await presentMail(task, { mpa, step, template, simulated: simulated === true })
    : await kept(task, step.evidence['mailSha256']);
  if (mail === null) throw noHandOff(mpa);
  return [
    { name: mailFileName(mpa), bytes: mail },
    { name: CRAWLER_FILE, bytes: template },
  ];
}

/** A draft as it is now; kept where it is not the one that is kept already. */
async function presentMail(
  task: Ledger,
  { mpa, step, template, simulated }: { mpa: Mpa; step: KeptStep; template: Uint8Array; simulated: boolean },
): Promise<Uint8Array> {
  const { facts, missing } = handOffFacts(mpa, simulated);
  if (facts === null) throw new AppError('CONFLICT', handOffLacks(mpa, missing), { id: mpa.id });
  const { mail, evidence } = await draftHandOff(task, facts, {
    template,
    madeOn: step.evidence['madeOn'] ?? step.since,
  });
  if (evidence.mailSha256 !== step.evidence['mailSha256']) {
    await keepFile(task, mail);
    const { state, dueAt, sentence, failure } = step;
    await task.write('aws.keepSteps', {
      mpaId: mpa.id,
      simulated,
      seen: [{ step: 'hand-off', state, dueAt, sentence, failure, evidence }],
    });
  }
  return mail.bytes;
}

async function kept(task: Ledger, sha256: string | undefined): Promise<Uint8Array | null> {
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
