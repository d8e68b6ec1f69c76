import { describe, expect, it } from 'vitest';
import { awsDesk, stepOf } from '../../../../../test/support/aws-desk.ts';
import type { AwsDesk } from '../../../../../test/support/aws-desk.ts';
import { clientsOf } from '../../../../../test/support/temp-sandbox.ts';
import type { ReportDefinition } from '../../session/cur-client.ts';

const DAY = 86_400_000;

function puts({ sandbox }: AwsDesk): number {
  return sandbox.calls.filter(({ operation }) => operation === 'PutReportDefinition').length;
}

/** The reports of the sandbox, all pages of them. */
async function reports({ sandbox }: AwsDesk): Promise<ReportDefinition[]> {
  const { cur } = clientsOf(sandbox);
  const { output } = await cur.send('DescribeReportDefinitions', {});
  return output.ReportDefinitions ?? [];
}

describe('the report', () => {
  it('is shown before its bucket is there, and made as the procedure wants it', async () => {
    const desk = await awsDesk();
    const { state, calls } = stepOf(await desk.plan(), 'report');
    expect([state, calls]).toEqual([
      'will-do',
      [
        {
          service: 'cur',
          operation: 'PutReportDefinition',
          what: 'spotinst-cur-report: time granularity hourly, format Parquet, compression Parquet, content resource IDs, integration Athena, versioning overwriting, refresh of closed months on; to spotinst-cur-report/spotinst_eco',
        },
      ],
    ]);
    await desk.apply();
    expect(await reports(desk)).toEqual([
      {
        ReportName: 'spotinst-cur-report',
        TimeUnit: 'HOURLY',
        Format: 'Parquet',
        Compression: 'Parquet',
        AdditionalSchemaElements: ['RESOURCES'],
        S3Bucket: 'spotinst-cur-report',
        S3Prefix: 'spotinst_eco',
        S3Region: 'us-east-1',
        AdditionalArtifacts: ['ATHENA'],
        RefreshClosedReports: true,
        ReportVersioning: 'OVERWRITE_REPORT',
      },
    ]);
    await desk.apply();
    expect(puts(desk)).toBe(1);
  });

  it('that is there with the same settings is adopted', async () => {
    const desk = await awsDesk();
    await desk.apply();
    await desk.sandbox.stop();
    const second = await awsDesk({ folder: desk.folder });
    const step = stepOf(await second.plan(), 'report');
    expect(step).toMatchObject({ state: 'in-place-simulated', calls: [] });
    expect(step.sentence).toBe(
      'The report spotinst-cur-report is there, delivered to spotinst-cur-report/spotinst_eco. Somebody else made it, with the very settings that are wanted; it is used as it is.',
    );
  });

  it('that somebody else makes at the same moment is adopted', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'report-exists-same', uses: 1 });
    const step = stepOf(await desk.apply(), 'report');
    expect(step).toMatchObject({ state: 'in-place-simulated', failure: null });
    expect(step.sentence).toContain('Somebody else made it');
    expect(puts(desk)).toBe(1);
  });

  it.each([
    ['connection-lost-after', 'spotinst-cur-report'],
    ['not-allowed', undefined],
  ] as const)(
    'after %s of the first call is known as made by: %s',
    async (key, made) => {
      const desk = await awsDesk();
      desk.sandbox.setFault({ key, operation: 'cur:PutReportDefinition', uses: 1 });
      await desk.apply([], 'bucket');
      await desk.apply([], 'report');
      const known = await desk.core.read('aws.knownSteps', { mpaId: desk.mpaId });
      expect(known.find(({ step }) => step === 'report')?.evidence['made']).toBe(made);
    },
    60_000,
  );

  it('of the name with other settings is shown setting by setting, and never changed', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'report-exists-different' });
    const { state, failure } = stepOf(await desk.apply(), 'report');
    expect([state, failure?.code]).toEqual(['blocked', 'REPORT_EXISTS_DIFFERENT']);
    expect(failure?.sentence).toContain(
      'time granularity is daily, should be hourly; format is CSV, should be Parquet; compression is GZIP, should be Parquet',
    );
    expect(failure?.sentence).toContain('bucket is finance-reports, should be spotinst-cur-report');
    expect(puts(desk)).toBe(0);
  });

  it('has no room where there are ten; all of them are named', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'report-limit' });
    const { failure } = stepOf(await desk.apply(), 'report');
    expect(failure?.code).toBe('REPORT_LIMIT');
    expect(failure?.sentence).toContain('finance-report-1, ');
    expect(failure?.sentence).toContain('finance-report-10');
    expect(puts(desk)).toBe(0);
  });

  it('is tried again while AWS can not verify the bucket yet, then says what the policy lacks', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'bucket-policy-not-accepted', uses: 3 });
    expect(stepOf(await desk.apply(), 'report').state).toBe('in-place-simulated');
    expect(puts(desk)).toBe(4);

    const other = await awsDesk();
    other.sandbox.setFault({ key: 'bucket-policy-not-accepted' });
    const { failure } = stepOf(await other.apply(), 'report');
    expect(failure).toMatchObject({
      code: 'BUCKET_POLICY_NOT_ACCEPTED',
      aws: { operation: 'cur:PutReportDefinition', code: 'ValidationException' },
    });
    expect(failure?.sentence).toContain('its policy allows all that is needed');
    expect(failure?.aws?.message).toContain('Failed to verify customer bucket permission');
  });

  it.each(['spotinst_eco/', '/eco', 'a//b'])('is not made under the prefix %s', async (curPrefix) => {
    const desk = await awsDesk();
    await desk.client.mpas.set({ id: desk.mpaId, curPrefix });
    const { failure } = stepOf(await desk.apply(), 'report');
    expect(failure).toMatchObject({ code: 'PREFIX_INVALID' });
    expect(puts(desk)).toBe(0);
  });
});

describe('the first delivery', () => {
  it('is waited for a day from when the report was there, and does not get longer by looking', async () => {
    const desk = await awsDesk({ now: '2026-11-21T04:00:00.000Z' });
    const first = stepOf(await desk.apply(), 'first-delivery');
    expect(first).toMatchObject({
      state: 'waiting',
      due: '2026-11-22T04:00:00.000Z',
      sentence: 'The report spotinst-cur-report was not delivered yet. AWS does that within 24 hours.',
    });
    await desk.core.close();
    await desk.sandbox.stop();
    const { folder, ledgerPath } = desk;
    const later = await awsDesk({ folder, ledgerPath, now: '2026-11-22T06:30:00.000Z' });
    const late = stepOf(await later.apply(), 'first-delivery');
    expect(late).toMatchObject({ state: 'waiting', due: '2026-11-22T04:00:00.000Z' });
    expect(late.sentence).toContain('AWS has had 26 hours, and says 24.');
  });

  it('is known by its time', async () => {
    const desk = await awsDesk();
    await desk.apply();
    desk.sandbox.advance(DAY);
    const { state, evidence } = stepOf(await desk.apply(), 'first-delivery');
    expect(state).toBe('in-place-simulated');
    expect(evidence['lastDelivery']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/u);
  });

  it('that failed tells why at once', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'not-delivered' });
    await desk.apply();
    desk.sandbox.advance(DAY);
    const { state, failure } = stepOf(await desk.apply(), 'first-delivery');
    expect([state, failure?.code]).toEqual(['blocked', 'NOT_DELIVERED']);
    expect(failure?.sentence).toContain('it may not write into the bucket spotinst-cur-report (ERROR_PERMISSIONS)');
    desk.sandbox.clearFault(null);
    desk.sandbox.advance(DAY);
    expect(stepOf(await desk.apply(), 'first-delivery').state).toBe('in-place-simulated');
  });
});
