import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider, MiddlewareStack } from '@smithy/types';
import type { Bound } from '../../../../shared/contract/aws.ts';
import { isAccountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { SetupStopped } from '../setup/setup-stopped.ts';
import { AwsHandler } from './aws-handler.ts';
import type { Around, Reached } from './aws-handler.ts';
import { CurClient } from './cur-client.ts';
import type { CurOperations } from './cur-client.ts';
import { failureOf } from './failure-of.ts';
import type { CallJournal } from './journal.ts';
import { NotFromAwsError } from './not-from-aws.ts';
import { PATIENT, QUICK, retryStrategy } from './retry.ts';
import { watchSilence } from './silence.ts';
import { cancelled, untilAborted } from './until-aborted.ts';

/** The services in use, as IAM writes them. */
export type ServiceName =
  'account' | 'cloudformation' | 'cur' | 'glue' | 'iam' | 'lambda' | 'organizations' | 's3' | 'sts';

/** What a session is made of. */
export interface SessionOptions {
  profile: string;
  /** The account that it must belong to. */
  expected: AccountId;
  region: string;
  simulated: boolean;
  credentials: AwsCredentialIdentityProvider;
  /** Where a service is; null for AWS's own address. @throws AppError for an address that is not allowed. */
  endpoint: (service: ServiceName) => string | null;
  /** What to do where AWS takes the credentials no more; a sentence without its full stop. */
  renewal: (fault: string) => string;
  /** In `plan` nothing that changes something can be called. */
  mode: 'plan' | 'apply';
  journal: CallJournal;
  /** Ends every call at once. */
  signal?: AbortSignal;
  /** Is told whom requests go to, also by whatever gives the credentials. */
  reached?: Reached;
}

/** Operations that read, by the first word of their name; all others change something. */
const READING = /^(?:Describe|Get|List|Head|Validate)/u;

/**
 * The clients of one profile, bound to one account. Every call goes through the journal; before each that changes something AWS
 * is asked once more whose credentials these are, and another account stops everything.
 */
export class AwsSession {
  readonly #options: SessionOptions;
  readonly account: AccountClient;
  readonly cloudformation: CloudFormationClient;
  readonly glue: GlueClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly organizations: OrganizationsClient;
  readonly s3: S3Client;
  readonly #sts: STSClient;
  readonly #cur: CurClient;
  readonly #s3Elsewhere = new Map<string, S3Client>();
  readonly #reached: Reached;
  /** What AWS said whose credentials these are; null until it was asked. */
  bound: Bound | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#reached = options.reached ?? { host: null };
    this.account = this.#watch('account', new AccountClient(this.#config('account', 'us-east-1')));
    this.cloudformation = this.#watch('cloudformation', new CloudFormationClient(this.#config('cloudformation')));
    this.glue = this.#watch('glue', new GlueClient(this.#config('glue')));
    this.iam = this.#watch('iam', new IAMClient(this.#config('iam')));
    this.lambda = this.#watch('lambda', new LambdaClient(this.#config('lambda')));
    this.organizations = this.#watch(
      'organizations',
      new OrganizationsClient(this.#config('organizations', 'us-east-1')),
    );
    this.s3 = this.#makeS3(options.region);
    this.#sts = this.#watch('sts', new STSClient(this.#config('sts')));
    this.#cur = new CurClient({
      endpoint: options.endpoint('cur'),
      credentials: options.credentials,
      retry: options.simulated ? QUICK : PATIENT,
      timeoutMs: this.#timeout,
      around: this.#around,
    });
  }

  get region(): string {
    return this.#options.region;
  }

  get simulated(): boolean {
    return this.#options.simulated;
  }

  get profile(): string {
    return this.#options.profile;
  }

  /** The account that the session is bound to. */
  get accountId(): AccountId {
    return this.#options.expected;
  }

  get journal(): CallJournal {
    return this.#options.journal;
  }

  /**
   * Asks AWS whose credentials these are.
   * @throws SetupStopped `wrong-account` when they are of another account than the session is bound to.
   */
  async identify(): Promise<Bound> {
    const { profile, expected, region, simulated } = this.#options;
    const { Account = '', Arn = '' } = await this.#sts.send(new GetCallerIdentityCommand({}));
    if (!isAccountId(Account)) throw new NotFromAwsError({ host: 'sts', answer: 'no account ID', status: 200 });
    if (Account !== expected) {
      const changed = this.journal.changedInWords();
      throw new SetupStopped(setupFailure('wrong-account', { profile, actual: Account, expected, changed }));
    }
    this.bound = { profile, accountId: expected, callerArn: Arn, region, simulated };
    return this.bound;
  }

  /** What an error of a call of this session is, for a person. */
  failureOf(error: unknown): SetupFailure {
    const { profile, renewal, journal } = this.#options;
    return failureOf(error, { operation: journal.lastOperation, profile, renewal });
  }

  /** Calls an operation of the Cost and Usage Report service. @throws AwsServiceError, or the error of the connection. */
  cur<K extends keyof CurOperations>(
    operation: K,
    input: CurOperations[K]['input'],
  ): Promise<CurOperations[K]['output']> {
    return this.#record('cur', operation, input, async () => {
      const { output, requestId } = await this.#cur.send(operation, input);
      return { result: output, requestId };
    });
  }

  /** S3 in a region: a bucket is spoken to where it lies alone. */
  s3In(region: string): S3Client {
    if (region === this.region) return this.s3;
    const client = this.#s3Elsewhere.get(region) ?? this.#makeS3(region);
    this.#s3Elsewhere.set(region, client);
    return client;
  }

  /** Ends the connections that are kept open. */
  destroy(): void {
    const { account, cloudformation, glue, iam, lambda, organizations, s3 } = this;
    for (const client of [account, cloudformation, glue, iam, lambda, organizations, s3]) client.destroy();
    for (const client of this.#s3Elsewhere.values()) client.destroy();
    this.#sts.destroy();
    this.#cur.destroy();
  }

  get #around(): Around {
    return { signal: this.#options.signal, reached: this.#reached };
  }

  /** How long an answer may take, in milliseconds; the sandbox is on this computer. */
  get #timeout(): number {
    return this.#options.simulated ? 5000 : 30_000;
  }

  #makeS3(region: string): S3Client {
    const s3 = this.#config('s3', region);
    // As the AWS CLI does: an address of one's own has no host for each bucket.
    const client = new S3Client({ ...s3, forcePathStyle: 'endpoint' in s3, followRegionRedirects: false });
    return this.#watch('s3', client);
  }

  #config(service: ServiceName, region = this.#options.region) {
    const { credentials, simulated, endpoint, signal } = this.#options;
    const url = endpoint(service);
    const timeout = this.#timeout;
    const timeouts = { connectionTimeout: timeout, requestTimeout: timeout, throwOnRequestTimeout: true };
    return {
      region,
      credentials,
      // The SDK would take an address of [default], whichever profile it is: where one counts, `endpoint` has said so.
      ignoreConfiguredEndpointUrls: true,
      retryStrategy: retryStrategy(simulated ? QUICK : PATIENT, signal),
      requestHandler: new AwsHandler(timeouts, this.#around),
      ...(url === null ? {} : { endpoint: url }),
    };
  }

  /** Lets every call of a client go through the journal and the guard. */
  #watch<C extends { middlewareStack: unknown }>(service: ServiceName, client: C): C {
    // Each client's stack is typed by its own inputs; what is added here looks at none of them.
    const stack = client.middlewareStack as MiddlewareStack<object, { $metadata?: { requestId?: string } }>;
    stack.add(
      (next, { commandName }) =>
        async (args) => {
          const operation = (commandName ?? '').replace(/Command$/u, '');
          return this.#record(service, operation, args.input, async () => {
            const result = await next(args);
            return { result, requestId: result.output.$metadata?.requestId ?? null };
          });
        },
      { step: 'initialize', priority: 'high', name: 'enrollmentDeskJournal' },
    );
    return client;
  }

  async #record<T>(
    service: ServiceName,
    operation: string,
    input: unknown,
    run: () => Promise<{ result: T; requestId: string | null }>,
  ): Promise<T> {
    const { signal, journal } = this.#options;
    if (signal?.aborted) throw cancelled();
    const changes = !READING.test(operation);
    if (changes) {
      if (this.#options.mode === 'plan') {
        throw new AppError('INTERNAL', `A plan was about to call ${service}:${operation}, which changes something.`);
      }
      await this.identify();
    }
    const answered = watchSilence((seconds) => {
      journal.tellWaiting({ service, operation, host: this.#reached.host ?? service, seconds });
    });
    try {
      return await journal.record({ service, operation, changes, input }, () => untilAborted(signal, run));
    } catch (error) {
      throw signal?.aborted ? cancelled(error) : error;
    } finally {
      answered();
    }
  }
}
