import { describe, expect, it } from 'vitest';
import {
  crawlerTemplateKey,
  deliveryTime,
  reportDifferences,
  reportInWords,
  wantedReport,
} from './report-definition.ts';

const PLACE = { report: 'spotinst-cur-report', bucket: 'reports-1', prefix: 'spotinst_eco', region: 'us-east-1' };

describe('the report', () => {
  it('is the one of the procedure', () => {
    expect(wantedReport(PLACE)).toEqual({
      ReportName: 'spotinst-cur-report',
      TimeUnit: 'HOURLY',
      Format: 'Parquet',
      Compression: 'Parquet',
      AdditionalSchemaElements: ['RESOURCES'],
      S3Bucket: 'reports-1',
      S3Prefix: 'spotinst_eco',
      S3Region: 'us-east-1',
      AdditionalArtifacts: ['ATHENA'],
      RefreshClosedReports: true,
      ReportVersioning: 'OVERWRITE_REPORT',
    });
  });

  it('is equal to itself, in whatever order AWS lists things, and with a status', () => {
    const present = { ...wantedReport(PLACE), ReportStatus: { lastStatus: 'SUCCESS' } };
    expect(reportDifferences(present, wantedReport(PLACE))).toEqual([]);
  });

  it('differs setting by setting, in words', () => {
    const daily = {
      ReportName: 'spotinst-cur-report',
      TimeUnit: 'DAILY',
      Format: 'textORcsv',
      Compression: 'GZIP',
      AdditionalSchemaElements: [],
      S3Bucket: 'finance',
      S3Prefix: 'cur',
      S3Region: 'eu-west-1',
    };
    expect(reportDifferences(daily, wantedReport(PLACE))).toEqual([
      'time granularity is daily, should be hourly',
      'format is CSV, should be Parquet',
      'compression is GZIP, should be Parquet',
      'content is without resource IDs, should be resource IDs',
      'integration is none, should be Athena',
      'versioning is new versions beside old ones, should be overwriting',
      'refresh of closed months is off, should be on',
      'bucket is finance, should be reports-1',
      'prefix is cur, should be spotinst_eco',
      'bucket region is eu-west-1, should be us-east-1',
    ]);
  });

  it('differs where it has more than is wanted', () => {
    const more = {
      ...wantedReport(PLACE),
      AdditionalSchemaElements: ['SPLIT_COST_ALLOCATION_DATA', 'RESOURCES'],
      BillingViewArn: 'arn:aws:billing::111122223333:billingview/custom-1',
    };
    expect(reportDifferences(more, wantedReport(PLACE))).toEqual([
      'content is resource IDs and split cost allocation data, should be resource IDs',
      'billing view is arn:aws:billing::111122223333:billingview/custom-1, should be none',
    ]);
  });

  it('can be read as the console names it', () => {
    expect(reportInWords(wantedReport(PLACE)).slice(0, 2)).toEqual([
      { label: 'time granularity', value: 'hourly' },
      { label: 'format', value: 'Parquet' },
    ]);
  });

  it('has its template beside its data', () => {
    expect(crawlerTemplateKey(PLACE)).toBe('spotinst_eco/spotinst-cur-report/crawler-cfn.yml');
  });
});

describe('the time of a delivery', () => {
  it.each([
    ['20261121T040506Z', '2026-11-21T04:05:06.000Z'],
    ['2026-11-21T04:05:06Z', '2026-11-21T04:05:06.000Z'],
    ['20261121T040506.123Z', '2026-11-21T04:05:06.000Z'],
    ['N/A', null],
    ['20261341T040506Z', null],
  ])('%s is %s', (text, expected) => {
    expect(deliveryTime(text)).toBe(expected);
  });
});
