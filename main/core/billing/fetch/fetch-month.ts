import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { InputOfName, ResultOfName } from '../../../../shared/contract/kinds.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { megabytes } from '../../../../shared/domain/file-size.ts';
import { monthName } from '../../../../shared/domain/month.ts';
import { ObjectChangedError, ReportBucket } from '../../aws/cost-reports/report-bucket.ts';
import { withRun } from '../../aws/setup/with-run.ts';
import { makeOwnFolder } from '../../files/own-files.ts';
import type { TaskContext } from '../../runtime/task.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import { assertFree } from '../cache/free-disk.ts';
import type { FoundReport } from '../sources/find-reports.ts';
import { deliveryOf, monthFolders, readDelivery } from './deliveries.ts';
import type { Delivery, ReportFolder } from './deliveries.ts';

/** A report that was downloaded. */
export interface Downloaded {
  readonly report: FoundReport;
  /** All of it lies here. */
  readonly folder: string;
  readonly simulated: boolean;
  readonly files: number;
  readonly bytes: number;
  /** How often AWS overwrote it meanwhile, and it was begun anew. */
  readonly again: number;
}

/** AWS delivers up to three times a day: a download that is overtaken more often has another cause. */
const MOST_AGAIN = 3;

interface Of {
  mpaId: AccountId;
  profile: string | null;
}

/** What AWS has delivered to a payer account's bucket, newest first: all of it, or of one month. @throws AppError as withRun and deliveryOf do */
export async function deliveredMonths(
  task: TaskContext,
  { month, ...of }: InputOfName<'costData.delivered'>,
): Promise<Omit<ResultOfName<'costData.delivered'>[number], 'isKept'>[]> {
  return inBucket(task, of, async (bucket, mpa) => {
    const found = month === null ? await allDeliveries(task, bucket, mpa) : [await deliveryOf(bucket, mpa, month)];
    const result = found.map(({ month, manifest, files, bytes, deliveredAt }) => ({
      month,
      assembly: manifest.assembly,
      deliveredAt,
      files: files.length,
      bytes,
    }));
    return { result, outcome: `${found.length} months of cost data` };
  });
}

async function allDeliveries(task: TaskContext, bucket: ReportBucket, of: ReportFolder): Promise<Delivery[]> {
  const found: Delivery[] = [];
  for (const folder of await monthFolders(bucket, of)) {
    task.progress({ what: 'Looking at the months in the bucket', done: found.length });
    const delivery = await readDelivery(bucket, folder);
    if (delivery !== null) found.push(delivery);
  }
  return found;
}

/**
 * Downloads the report of a month. What was downloaded before is not downloaded again, as long as it is the same report; where AWS overwrites it
 * meanwhile, it is begun anew, and that is told.
 * @throws AppError as withRun and deliveryOf do; FILE_NOT_WRITTEN (a full disk), CONFLICT (AWS overwrites it again and again), CANCELLED
 */
export async function downloadMonth(
  task: TaskContext,
  { mpaId, profile, month }: Omit<InputOfName<'costData.fetch'>, 'accept'>,
  cache: CacheFolder,
): Promise<Downloaded> {
  return inBucket(task, { mpaId, profile }, async (bucket, mpa, simulated) => {
    for (let again = 0; again <= MOST_AGAIN; again += 1) {
      const delivery = await deliveryOf(bucket, mpa, month);
      const folder = cache.lastingFolder(task.clock().getTime(), nameOf(mpaId, delivery));
      const found = await downloadOnce(task, bucket, delivery, folder);
      const now = found && (await deliveryOf(bucket, mpa, month));
      if (found && now?.mark === delivery.mark) {
        const { bytes, files } = delivery;
        const outcome = `cost data of ${monthName(month)}: ${files.length} files, ${megabytes(bytes)}`;
        return { result: { report: found, folder, simulated, files: files.length, bytes, again }, outcome };
      }
      rmSync(folder, { recursive: true, force: true });
      task.progress({ what: `AWS delivered ${monthName(month)} anew meanwhile; downloading it again`, done: 0 });
    }
    throw new AppError(
      'CONFLICT',
      `AWS overwrote the report of ${monthName(month)} ${MOST_AGAIN + 1} times while it was downloaded. Nothing was kept. Try again in an hour.`,
      { month },
    );
  });
}

/** Does something with the bucket of a payer account's report, as a run of the journal. */
async function inBucket<T>(
  task: TaskContext,
  { mpaId, profile }: Of,
  work: (
    bucket: ReportBucket,
    mpa: ResultOfName<'mpas.get'>,
    simulated: boolean,
  ) => Promise<{ result: T; outcome: string }>,
): Promise<T> {
  const mpa = await task.read('mpas.get', { id: mpaId });
  const { region } = await task.read('aws.choices', { mpaId });
  return withRun(task, { mpa, profile, region, kind: 'import', mode: 'plan' }, async ({ session }) => {
    const { simulated } = session;
    await task.read('aws.assertSimulation', { mpaId, simulated });
    return work(new ReportBucket(session, mpa.curBucketName, task.signal), mpa, simulated);
  });
}

/** One download of one delivery has one name: what is in its folder is of nothing else. */
function nameOf(mpaId: string, { month, mark }: Delivery): string {
  return `${mpaId}-${month}-${createHash('sha256').update(mark).digest('hex').slice(0, 16)}`;
}

/** @returns null where AWS overwrote a file meanwhile */
async function downloadOnce(
  task: TaskContext,
  bucket: ReportBucket,
  { month, manifest, files, bytes }: Delivery,
  folder: string,
): Promise<FoundReport | null> {
  await assertFree(folder, bytes);
  const paths: string[] = [];
  let before = 0;
  for (const [index, file] of files.entries()) {
    const place = join(folder, String(index + 1));
    makeOwnFolder(place);
    const path = join(place, fileName(file.key));
    const what = `Downloading ${monthName(month)}: file ${index + 1} of ${files.length}`;
    const start = before;
    try {
      await bucket.download(file, path, (done) => task.progress({ what, done: start + done, total: bytes }));
    } catch (error) {
      if (error instanceof ObjectChangedError) return null;
      throw error;
    }
    before += file.bytes;
    paths.push(path);
  }
  return { manifest, files: paths, month };
}

/** The name of an object's file here: whoever writes into the bucket does not choose where it lies, or what it is on Windows. */
function fileName(key: string): string {
  const name = basename(key)
    .replaceAll(/[^\w.-]/gu, '_')
    .replace(/[. ]+$/u, '_');
  return /^(?:aux|con|nul|prn|com\d|lpt\d)(?:\.|$)/iu.test(name) || name === '' ? `_${name}` : name;
}
