/** The simulated templates against what is known of the real ones. Expected: docs/aws.md: 'The crawler template'. */
import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../templates/read-template.ts';
import { crawlerTemplate, snakeCase } from './crawler-template.ts';

describe('crawler-cfn.yml', () => {
  const text = crawlerTemplate({
    bucket: 'contoso-cur',
    prefix: 'some/prefix',
    report: 'WorkshopCUR',
    runtime: 'nodejs18.x',
  });
  const template = readTemplate(text);

  it('has a section of resources only, and fits into a request', () => {
    expect(Object.keys(template)).toEqual(['AWSTemplateFormatVersion', 'Resources']);
    expect(Buffer.byteLength(text)).toBeLessThan(51_200);
  });

  it('has everything baked in', () => {
    const { Resources } = template;
    expect(Resources['AWSCURCrawler']?.Properties).toEqual({
      Name: 'AWSCURCrawler-WorkshopCUR',
      Description: 'A recurring crawler that keeps your CUR table in Athena up-to-date.',
      Role: { 'Fn::GetAtt': ['AWSCURCrawlerComponentFunction', 'Arn'] },
      DatabaseName: { Ref: 'AWSCURDatabase' },
      Targets: {
        S3Targets: [
          {
            Path: 's3://contoso-cur/some/prefix/WorkshopCUR/WorkshopCUR',
            Exclusions: ['**.json', '**.yml', '**.sql', '**.csv', '**.gz', '**.zip'],
          },
        ],
      },
      SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DELETE_FROM_DATABASE' },
    });
    expect(Resources['AWSCURInitializer']?.Properties).toMatchObject({
      Timeout: 30,
      Runtime: 'nodejs18.x',
      ReservedConcurrentExecutions: 1,
    });
    expect(Resources['AWSPutS3CURNotification']?.Properties).toMatchObject({
      BucketName: 'contoso-cur',
      ReportKey: 'some/prefix/WorkshopCUR/WorkshopCUR',
    });
    expect(Resources['AWSCURReportStatusTable']?.Properties).toMatchObject({
      CatalogId: { Ref: 'AWS::AccountId' },
      DatabaseName: 'athenacurcfn_workshop_c_u_r',
    });
  });

  it.each([
    ['BillingAnalysis-Athena', 'billing_analysis_athena'],
    ['WorkshopCUR', 'workshop_c_u_r'],
    ['spotinst-cur-report', 'spotinst_cur_report'],
  ])('names the database of %s athenacurcfn_%s', (report, expected) => {
    expect(snakeCase(report)).toBe(expected);
  });
});
