import type { Mpa } from '../../../../shared/contract/mpas.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { monthName } from '../../../../shared/domain/month.ts';
import type { ListedObject, ReportBucket } from '../../aws/cost-reports/report-bucket.ts';
import { damaged } from '../sources/damage.ts';
import { monthOfPath, readManifest } from '../sources/manifest.ts';
import type { Manifest } from '../sources/manifest.ts';

/** A month as AWS has delivered it last, with the files that its manifest names. */
export interface Delivery {
  readonly month: string;
  readonly manifest: Manifest;
  /** In the order of the manifest. */
  readonly files: readonly ListedObject[];
  readonly bytes: number;
  /** When its manifest was written, ISO 8601 UTC. */
  readonly deliveredAt: string;
  /** What tells it from a delivery that overwrites it. */
  readonly mark: string;
}

/** Where a payer account's report is delivered. */
export type ReportFolder = Pick<Mpa, 'curPrefix' | 'curReportName'>;

/** A month that is there, with the folder that has its manifest. */
interface MonthFolder {
  readonly month: string;
  readonly manifestKey: string;
}

/**
 * The months that are in a bucket, newest first: those of the legacy report have a folder each, those of Data Exports one under metadata/.
 * @throws what the bucket throws
 */
export async function monthFolders(bucket: ReportBucket, of: ReportFolder): Promise<MonthFolder[]> {
  const folder = `${of.curPrefix}/${of.curReportName}/`;
  const above = await bucket.folders(folder);
  const exports = above.includes(`${folder}metadata/`) ? await bucket.folders(`${folder}metadata/`) : [];
  return [...above, ...exports]
    .flatMap((path) => {
      const month = monthOfPath(path);
      return month === null ? [] : [{ month, manifestKey: `${path}${of.curReportName}-Manifest.json` }];
    })
    .sort((a, b) => b.month.localeCompare(a.month));
}

/**
 * What AWS has delivered last of a month; null where the manifest is not there (yet).
 * @throws AppError FILE_DAMAGED (no manifest, or a file that it names is not there); what the bucket throws
 */
export async function readDelivery(
  bucket: ReportBucket,
  { month, manifestKey }: MonthFolder,
): Promise<Delivery | null> {
  const found = await bucket.text(manifestKey);
  if (found === null) return null;
  const manifest = readManifest(manifestKey, found.text);
  const listed = new Map<string, ListedObject>();
  for (const folder of new Set(manifest.keys.map((key) => key.slice(0, key.lastIndexOf('/') + 1))))
    for (const object of await bucket.objects(folder)) listed.set(object.key, object);
  const files = manifest.keys.map((key) => {
    const object = listed.get(key);
    if (object === undefined)
      throw damaged(manifestKey, `it names ${manifest.keys.length} files, and ${key} is not in the bucket`, { key });
    return object;
  });
  return {
    month,
    manifest,
    files,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    deliveredAt: found.modified,
    mark: JSON.stringify([found.etag, ...files.map(({ etag }) => etag)]),
  };
}

/** @throws AppError NOT_FOUND for a month that is not there, with those that are */
export async function deliveryOf(bucket: ReportBucket, of: ReportFolder, month: string): Promise<Delivery> {
  const folders = await monthFolders(bucket, of);
  const folder = folders.find((each) => each.month === month);
  const delivery = folder && (await readDelivery(bucket, folder));
  if (delivery) return delivery;
  const there = folders.map((each) => each.month);
  throw new AppError(
    'NOT_FOUND',
    `AWS has delivered no report of ${monthName(month)} to the bucket. ${there.length === 0 ? `It has delivered none yet: the first comes within a day after the report was made. See: ${act('aws.apply')}` : `There are: ${there.join(', ')}.`}`,
    { month, months: there },
  );
}
