import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { runtimesInWords } from '../../../../../shared/domain/aws/lambda-runtime.ts';
import { crawlerTemplateKey } from '../../../../../shared/domain/aws/report-definition.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { awsWords, callError } from '../../session/aws-error.ts';
import { cannotLook } from '../../session/denied.ts';
import { CONSOLE } from '../console-links.ts';
import type { CrawlerFile } from '../crawler-file.ts';
import { isFailure, readCrawlerFile, retiredRuntimes } from '../crawler-file.ts';
import { keepFile } from '../keep-file.ts';
import { namesOf } from '../names-of.ts';
import { seenStack } from '../stack/look-at-stack.ts';
import { takenWord } from '../stack/vendor-stack.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';
import { ownBucket } from './bucket-state.ts';

const NEWER = 'newer-crawler-template';

/** crawler-cfn.yml: fetched once; the very bytes are kept, mailed and deployed (docs/aws.md: 'The crawler template'). */
export const crawlerTemplate: SetupStep = {
  key: 'crawler-template',
  look: async (context) => {
    const kept = await keptTemplate(context);
    const word = kept === null ? takenWord(context, 'crawler-template') : null;
    if (word !== null) return byWord(context, word);
    if (kept === null) return toFetch(context, await headObject(context));
    // What is deployed stays; only before that a newer file may take its place.
    const deployed = (await seenStack(context, 'athena-stack')) !== null;
    const read = readCrawlerFile(kept.bytes, namesOf(context));
    const changed = deployed ? null : await changedFile(context);
    if (isFailure(read)) return changed ? toFetch(context, changed) : blocked(read);
    context.facts.crawlerTemplate = { text: Buffer.from(kept.bytes).toString('utf8'), sha256: kept.sha256 };
    if (changed === null) return inPlace(context, read, kept.sha256);
    // Of a file that AWS would refuse the newer one is what was waited for.
    const retired = retiredRuntimes(read, context.task.clock()).length > 0;
    return retired ? toFetch(context, changed) : newerThere(context, read, kept.sha256);
  },
  act: async (context) => {
    const { bytes, etag } = await getObject(context);
    const read = readCrawlerFile(bytes, namesOf(context));
    // A file that is another's is not kept, so that the next one is fetched.
    if (isFailure(read)) throw new SetupStopped(read);
    const sha256 = await keepFile(context.task, { name: 'crawler-cfn.yml', bytes });
    const evidence = { sha256, key: target(context).Key, etag };
    await context.keepEvidence('crawler-template', 'crawler-cfn.yml was fetched and is kept.', evidence);
  },
};

function target(context: StepContext) {
  return { ...ownBucket(context), Key: crawlerTemplateKey(namesOf(context)) };
}

/** The kept file; null where none is kept, or that of a report or place that is used no more. */
async function keptTemplate(context: StepContext): Promise<{ bytes: Uint8Array; sha256: string } | null> {
  const { sha256, key } = context.known.get('crawler-template')?.evidence ?? {};
  if (sha256 === undefined || key !== crawlerTemplateKey(namesOf(context))) return null;
  const kept = await context.task.read('aws.keptFile', { sha256 });
  if (kept === null || createHash('sha256').update(kept.bytes).digest('hex') !== sha256) return null;
  return { bytes: kept.bytes, sha256 };
}

async function getObject(context: StepContext): Promise<{ bytes: Uint8Array; etag: string }> {
  const { Body, ETag = '' } = await context.session.s3.send(new GetObjectCommand(target(context)));
  return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), etag: ETag };
}

/** The file was had by hand: the steps after it go on with what lies in the bucket, where the profile may read that. */
async function byWord(context: StepContext, word: Look): Promise<Look> {
  try {
    const { bytes } = await getObject(context);
    if (isFailure(readCrawlerFile(bytes, namesOf(context)))) return word;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    context.facts.crawlerTemplate = { text: Buffer.from(bytes).toString('utf8'), sha256 };
  } catch (error) {
    const failed = callError(error);
    if (failed.code !== 'NoSuchKey' && failed.code !== 'NoSuchBucket' && !cannotLook(failed)) throw error;
  }
  return word;
}

/**
 * The file in the bucket, or that it is not there. Without the right to list, AWS refuses what is not there as it does what may not
 * be read; the bucket step has shown which it is (docs/aws.md: 'Crawler template missing').
 */
async function headObject(context: StepContext): Promise<{ etag: string } | SetupFailure> {
  try {
    const { ETag = '' } = await context.session.s3.send(new HeadObjectCommand(target(context)));
    return { etag: ETag };
  } catch (error) {
    const { status } = callError(error);
    // HEAD has no body: credentials that have expired would look the same as rights that are missing.
    if (status === 400 || status === 403) await context.session.identify();
    if (status === 403 && context.facts.bucketExists === true) throw notAllowed(context, error);
    if (status !== 404 && status !== 403) throw error;
    return setupFailure('crawler-template-missing', { key: target(context).Key }, awsWords('s3:HeadObject', error));
  }
}

function notAllowed(context: StepContext, error: unknown): SetupStopped {
  const { Bucket, Key } = target(context);
  const details = { action: 's3:GetObject', resource: ` (arn:aws:s3:::${Bucket}/${Key})` };
  return new SetupStopped(setupFailure('not-allowed', details, awsWords('s3:HeadObject', error)), { cause: error });
}

/** The file in the bucket where it is another than the kept one; null where it is the same, or not there any more. */
async function changedFile(context: StepContext): Promise<{ etag: string } | null> {
  const found = await headObject(context);
  const etag = context.known.get('crawler-template')?.evidence['etag'];
  return 'etag' in found && found.etag !== etag ? found : null;
}

function toFetch(context: StepContext, found: { etag: string } | SetupFailure): Look {
  if ('key' in found) return blocked(found);
  const { bucket } = namesOf(context);
  return {
    state: 'will-do',
    sentence: `crawler-cfn.yml is in the bucket ${bucket}. It will be fetched and kept; the same bytes are mailed and deployed.`,
    byHand: byHand(context),
  };
}

function newerThere(context: StepContext, read: CrawlerFile, sha256: string): Look {
  const consents = [
    {
      key: NEWER,
      question: 'AWS has put another crawler-cfn.yml into the bucket since. Take the newer one?',
      consequence:
        'The hand-off mail is made again with it and has to be sent again; the Athena stack is made from it.',
    },
  ];
  const now = inPlace(context, read, sha256);
  const sentence = `${now.sentence} AWS has put another one into the bucket since.`;
  if (!context.agreed.has(NEWER)) return { ...now, sentence, consents };
  return { state: 'will-do', sentence: 'The newer crawler-cfn.yml will be fetched and kept.', consents };
}

function inPlace(context: StepContext, { crawler, database, runtimes }: CrawlerFile, sha256: string): Look {
  const sentence = `crawler-cfn.yml is kept: it makes the crawler ${crawler} and the database ${database}, with functions in ${runtimes.join(', ') || 'no runtime'}.`;
  return {
    state: 'in-place',
    sentence: [sentence, ...runtimesInWords(runtimes, context.task.clock().toISOString())].join(' '),
    evidence: { sha256, key: crawlerTemplateKey(namesOf(context)), crawler, database },
  };
}

/** What is not there, or is another's, can't be fetched by hand either. */
function blocked(failure: SetupFailure): Look {
  return { state: 'blocked', sentence: failure.sentence, failure };
}

function byHand(context: StepContext) {
  const { bucket, region } = namesOf(context);
  const key = crawlerTemplateKey(namesOf(context));
  return {
    consoleUrl: CONSOLE.object(bucket, key, region),
    values: [
      { label: 'Object', value: `s3://${bucket}/${key}` },
      { label: 'Object URL', value: `https://${bucket}.s3.${region}.amazonaws.com/${key}` },
    ],
    order: ['Open the object in the bucket and download it.'],
  };
}
