/** Pages of the AWS console at which steps are done by hand. */
export const CONSOLE = {
  account: 'https://console.aws.amazon.com/billing/home#/account',
  reports: 'https://console.aws.amazon.com/billing/home#/reports',
  createBucket: (region: string): string => `https://s3.console.aws.amazon.com/s3/bucket/create?region=${region}`,
  bucket: (bucket: string, region: string, tab: 'permissions' | 'properties'): string =>
    `https://s3.console.aws.amazon.com/s3/buckets/${bucket}?region=${region}&tab=${tab}`,
  object: (bucket: string, key: string, region: string): string =>
    `https://s3.console.aws.amazon.com/s3/object/${bucket}?region=${region}&prefix=${encodeURIComponent(key)}`,
  createStack: (region: string): string =>
    `https://${region}.console.aws.amazon.com/cloudformation/home?region=${region}#/stacks/create`,
  stacks: (region: string): string =>
    `https://${region}.console.aws.amazon.com/cloudformation/home?region=${region}#/stacks`,
  /** Lambda's quota 'Concurrent executions'. */
  lambdaQuota: (region: string): string =>
    `https://${region}.console.aws.amazon.com/servicequotas/home/services/lambda/quotas/L-B99A9384`,
} as const;
