/** What a bucket told others before the Athena stack replaced it: kept, shown, saved, and put back when the step is taken back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { foreignNotifications, notificationParts } from '../../shared/domain/aws/bucket-notifications.ts';
import { awsDesk } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { clientsOf } from '../support/temp-sandbox.ts';
import { tempFolder } from '../support/temp-core.ts';

const DAY = 86_400_000;
const BUCKET = 'spotinst-cur-report';
const BEFORE = {
  QueueConfigurations: [
    { Id: 'uploads', QueueArn: 'arn:aws:sqs:us-east-1:111122223333:uploads', Events: ['s3:ObjectCreated:*' as const] },
  ],
};

/** A desk whose bucket told a queue of uploads, and whose Athena stack has replaced that. */
async function deskWithCopy(): Promise<AwsDesk> {
  const desk = await awsDesk();
  await desk.apply();
  await clientsOf(desk.sandbox).s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket: BUCKET, NotificationConfiguration: BEFORE }),
  );
  desk.sandbox.advance(DAY);
  await desk.apply(['bucket-notifications']);
  expect(await told(desk)).toEqual(['function']);
  return desk;
}

/** Whom the bucket tells now. */
async function told({ sandbox }: AwsDesk): Promise<string[]> {
  const { s3 } = clientsOf(sandbox);
  const found = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket: BUCKET }));
  return [
    ...(found.LambdaFunctionConfigurations ?? []).map(() => 'function'),
    ...(found.QueueConfigurations ?? []).map(({ QueueArn = '' }) => QueueArn),
  ];
}

test('the copy is shown and saved, as S3 takes it back', async () => {
  const desk = await deskWithCopy();
  const { mpaId, client } = desk;
  const saved = await client.aws.notifications({ mpaId });
  expect(saved).toMatchObject({
    name: 'notifications-spotinst-cur-report.json',
    bucket: BUCKET,
    summary: 'queue uploads',
    configuration: BEFORE,
  });
  const folder = tempFolder();
  const { files } = await client.aws.saveNotifications({ mpaId, folder });
  expect(files).toEqual([join(folder, 'notifications-spotinst-cur-report.json')]);
  expect(JSON.parse(readFileSync(files[0] ?? '', 'utf8'))).toEqual(BEFORE);
  // With another bucket it would be another's.
  await client.mpas.set({ id: mpaId, curBucketName: 'another-bucket' });
  await expect(client.aws.notifications({ mpaId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
}, 60_000);

test('it is offered when the step is taken back, and put back where that is agreed to', async () => {
  const desk = await deskWithCopy();
  const input = { mpaId: desk.mpaId, profile: null, only: 'athena-stack' } as const;
  const offered = await desk.core.task('aws.undo', { ...input, agreed: false });
  expect(offered.calls.map(({ operation }) => operation)).toEqual(['DeleteStack']);
  expect(offered.offers.map(({ key, question }) => [key, question])).toEqual([
    [
      'put-back-notifications',
      'The bucket spotinst-cur-report sent notifications before the Athena stack replaced them (queue uploads). Put them back?',
    ],
  ]);
  const consents = ['put-back-notifications'];
  const planned = await desk.core.task('aws.undo', { ...input, consents, agreed: false });
  expect(planned.calls.map(({ service, operation, what }) => [`${service}:${operation}`, what])).toEqual([
    ['cloudformation:DeleteStack', 'SpotEcoStack'],
    ['s3:PutBucketNotificationConfiguration', 'spotinst-cur-report: queue uploads, as it was before'],
  ]);
  const done = await desk.core.task('aws.undo', { ...input, consents, agreed: true });
  expect([done.done, done.calls]).toEqual([true, planned.calls]);
  expect(await told(desk)).toEqual(['arn:aws:sqs:us-east-1:111122223333:uploads']);
  expect((await desk.core.task('aws.undo', { ...input, consents, agreed: false })).calls).toEqual([]);
}, 60_000);

test('without that the bucket is silent and the copy stays: it can be put back later, but over nothing of somebody else', async () => {
  const desk = await deskWithCopy();
  const input = { mpaId: desk.mpaId, profile: null, only: 'athena-stack' } as const;
  await desk.core.task('aws.undo', { ...input, agreed: true });
  expect(await told(desk)).toEqual([]);
  const { s3 } = clientsOf(desk.sandbox);
  const put = (NotificationConfiguration: object): Promise<unknown> =>
    s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: BUCKET, NotificationConfiguration }));
  const [queue] = BEFORE.QueueConfigurations;
  await put({ QueueConfigurations: [{ ...queue, QueueArn: 'arn:aws:sqs:us-east-1:111122223333:newer' }] });
  const consents = ['put-back-notifications'];
  const kept = await desk.core.task('aws.undo', { ...input, consents, agreed: true });
  expect(kept.calls).toEqual([]);
  expect(await told(desk)).toEqual(['arn:aws:sqs:us-east-1:111122223333:newer']);
  await put({});
  await desk.core.task('aws.undo', { ...input, consents, agreed: true });
  expect(await told(desk)).toEqual(['arn:aws:sqs:us-east-1:111122223333:uploads']);
}, 60_000);

test('the function of the Athena stack itself is no part of the copy', () => {
  const report = { prefix: 'p', report: 'r' };
  const own = { LambdaFunctionArn: 'a:own', Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'p/r/r' }] } } };
  const other = { LambdaFunctionArn: 'a:other' };
  const all = { LambdaFunctionConfigurations: [own, other], EventBridgeConfiguration: {} };
  expect(foreignNotifications(all, report)).toEqual({
    LambdaFunctionConfigurations: [other],
    EventBridgeConfiguration: {},
  });
  expect(notificationParts(all, report)).toEqual(['function other', 'EventBridge']);
  expect(foreignNotifications({ LambdaFunctionConfigurations: [own] }, report)).toEqual({});
});
