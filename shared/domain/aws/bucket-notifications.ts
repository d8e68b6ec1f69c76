/** A bucket's notifications, as S3 gives and takes them. */
export interface NotificationConfiguration {
  readonly LambdaFunctionConfigurations?: readonly FunctionNotification[] | undefined;
  readonly QueueConfigurations?: readonly { readonly QueueArn?: string | undefined }[] | undefined;
  readonly TopicConfigurations?: readonly { readonly TopicArn?: string | undefined }[] | undefined;
  readonly EventBridgeConfiguration?: object | undefined;
}

interface FunctionNotification {
  readonly LambdaFunctionArn?: string | undefined;
  readonly Filter?:
    | {
        readonly Key?:
          { readonly FilterRules?: readonly { readonly Value?: string | undefined }[] | undefined } | undefined;
      }
    | undefined;
}

/** Whether a notification is the one that the Athena stack sets up for its report (docs/aws.md: 'The crawler template'). */
function isOwn({ Filter }: FunctionNotification, { prefix, report }: { prefix: string; report: string }): boolean {
  return (Filter?.Key?.FilterRules ?? []).some(({ Value }) => Value === `${prefix}/${report}/${report}`);
}

/** The notifications of somebody else, without the one of the Athena stack: its function is gone when they are put back. */
export function foreignNotifications<T extends NotificationConfiguration>(
  configuration: T,
  report: { prefix: string; report: string },
): T {
  const { LambdaFunctionConfigurations: functions, ...others } = configuration;
  const foreign = (functions ?? []).filter((each) => !isOwn(each, report));
  // What is taken out was optional, and is put back where something of it is left.
  return (foreign.length === 0 ? others : { ...others, LambdaFunctionConfigurations: foreign }) as T;
}

/** Whom a bucket tells, apart from the Athena stack's function: 'queue uploads', 'EventBridge'. */
export function notificationParts(
  configuration: NotificationConfiguration,
  report: { prefix: string; report: string },
): string[] {
  const {
    LambdaFunctionConfigurations: functions = [],
    QueueConfigurations: queues = [],
    TopicConfigurations: topics = [],
    EventBridgeConfiguration: bridge,
  } = foreignNotifications(configuration, report);
  return [
    ...functions.map(({ LambdaFunctionArn = '' }) => `function ${lastOf(LambdaFunctionArn)}`),
    ...queues.map(({ QueueArn = '' }) => `queue ${lastOf(QueueArn)}`),
    ...topics.map(({ TopicArn = '' }) => `topic ${lastOf(TopicArn)}`),
    ...(bridge === undefined ? [] : ['EventBridge']),
  ];
}

function lastOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}
