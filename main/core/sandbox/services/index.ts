import type { Operation } from '../service.ts';
import type { EventHandler } from '../world.ts';
import { cloudformationEvents, cloudformationOperations } from '../cloudformation/index.ts';
import { account } from './account.ts';
import { cur, curEvents } from './cur.ts';
import { glue, glueEvents } from './glue.ts';
import { iam } from './iam.ts';
import { lambda } from './lambda.ts';
import { organizations } from './organizations.ts';
import { s3 } from './s3.ts';
import { sts } from './sts.ts';

/** How a service speaks. */
export type Protocol =
  | { readonly kind: 'query'; readonly namespace: string }
  | { readonly kind: 'json' }
  | { readonly kind: 'rest-json'; readonly routes: Readonly<Record<string, string>> }
  | { readonly kind: 's3' };

export interface Service {
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** Every service of the sandbox by its name in a signature. */
export const SERVICES: Readonly<Record<string, Service>> = {
  sts: { protocol: query('https://sts.amazonaws.com/doc/2011-06-15/'), operations: sts },
  iam: { protocol: query('https://iam.amazonaws.com/doc/2010-05-08/'), operations: iam },
  cloudformation: {
    protocol: query('http://cloudformation.amazonaws.com/doc/2010-05-15/'),
    operations: cloudformationOperations,
  },
  organizations: { protocol: { kind: 'json' }, operations: organizations },
  cur: { protocol: { kind: 'json' }, operations: cur },
  glue: { protocol: { kind: 'json' }, operations: glue },
  lambda: {
    protocol: { kind: 'rest-json', routes: { 'GET /2016-08-19/account-settings': 'GetAccountSettings' } },
    operations: lambda,
  },
  account: {
    protocol: { kind: 'rest-json', routes: { 'POST /getAccountInformation': 'GetAccountInformation' } },
    operations: account,
  },
  s3: { protocol: { kind: 's3' }, operations: s3 },
};

/** Everything that happens by itself as time goes on. */
export const EVENTS: Readonly<Record<string, EventHandler>> = { ...curEvents, ...glueEvents, ...cloudformationEvents };

function query(namespace: string): Protocol {
  return { kind: 'query', namespace };
}
