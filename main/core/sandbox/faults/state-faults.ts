import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { leaveCrawlerStack, leaveRolledBackStack, leaveStackInReview } from '../cloudformation/leftovers.ts';
import { hasCrawler } from '../services/glue.ts';
import { hasRole } from '../services/iam.ts';
import { buckets, makeBucket, spoil } from '../services/s3-state.ts';
import type { FileWorld } from '../world-file.ts';

const REPORT_BUCKET = 'spotinst-cur-report';
/** The name that the vendor's template gives its role. */
const ACCESS_ROLE = 'SpotByNetApp_Finops_ReadOnly';

/** Puts into the world what a fault says is there. Most faults need nothing: the services look for them as they answer. */
export function makeState(world: FileWorld, key: string, accountId: AccountId): void {
  const all = buckets(world);
  switch (key) {
    case 'bucket-is-yours':
      if (!all[REPORT_BUCKET]) makeBucket(world, REPORT_BUCKET, accountId, 'us-east-1');
      return;
    case 'bucket-other-region':
      if (!all[REPORT_BUCKET]) makeBucket(world, REPORT_BUCKET, accountId, 'eu-central-1');
      return;
    case 'bucket-has-notifications':
    case 'bucket-key-encryption':
      for (const bucket of Object.values(all)) if (bucket.owner === accountId) spoil(bucket, key);
      return;
    case 'glue-name-exists':
      makeGlueNames(world, accountId);
      return;
    case 'role-exists':
      makeAccessRole(world, accountId);
      return;
    case 'stack-rolled-back':
      leaveRolledBackStack(world, accountId);
      return;
    case 'stack-in-review':
      leaveStackInReview(world, accountId);
      return;
    default:
  }
}

function makeAccessRole(world: FileWorld, accountId: AccountId): void {
  if (hasRole(world, accountId, ACCESS_ROLE)) return;
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::884866656237:root' }, Action: 'sts:AssumeRole' }],
  };
  world.act(accountId, {
    service: 'iam',
    operation: 'CreateRole',
    input: { RoleName: ACCESS_ROLE, AssumeRolePolicyDocument: JSON.stringify(trust) },
    region: 'us-east-1',
  });
}

function makeGlueNames(world: FileWorld, accountId: AccountId): void {
  const database = 'athenacurcfn_spotinst_cur_report';
  const crawler = 'AWSCURCrawler-spotinst-cur-report';
  const run = (operation: string, input: Record<string, string | Record<string, string>>): void => {
    world.act(accountId, { service: 'glue', operation, input, region: 'us-east-1' });
  };
  if (hasCrawler(world, accountId, crawler)) return;
  run('CreateDatabase', { DatabaseInput: { Name: database } });
  run('CreateCrawler', { Name: crawler, Role: `arn:aws:iam::${accountId}:role/somebody`, DatabaseName: database });
  leaveCrawlerStack(world, accountId, { database, crawler });
}
