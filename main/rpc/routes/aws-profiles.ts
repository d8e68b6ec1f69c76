import type { SignInEvent } from '../../../shared/contract/aws-profiles.ts';
import { task } from '../handlers.ts';
import { os } from '../implementer.ts';

export const awsProfileRoutes = {
  profiles: os.aws.profiles.handler(({ context }) => context.core.task('aws.profiles', null)),
  login: os.aws.login.handler(task<SignInEvent, 'aws.login'>('aws.login')),
};
