/**
 * The regions that every account has without opting in; the report can be in any of them (docs/procedure.md: 'Connect').
 * Source: AWS Account Management, 'Enable or disable AWS Regions in your account'.
 */
export const REPORT_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'sa-east-1',
] as const;

/** Whether the report can be set up in a region. */
export function isReportRegion(region: string): boolean {
  return (REPORT_REGIONS as readonly string[]).includes(region);
}
