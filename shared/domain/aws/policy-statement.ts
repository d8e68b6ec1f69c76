/** A statement of a policy; members that are not named here are kept as they are. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [member: string]: unknown;
}

/** What a service wants to do. */
export interface ServiceRequest {
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /** The condition keys of the request, in lower case, with their values. */
  readonly keys: Readonly<Record<string, string>>;
}

/** IAM writes one thing as itself and several as a list. */
export function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/**
 * Whether a pattern of IAM, with * and ?, takes in a text. An asterisk in the text is one sign like others, so that a pattern takes
 * in another only where it says at least as much.
 */
export function patternTakes(pattern: string, text: string, ignoreCase = false): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, ignoreCase ? 'isu' : 'su').test(text);
}

/** Whether a statement allows a request for certain. A condition that is not understood counts as not allowing. */
export function statementAllows(statement: PolicyStatement, request: ServiceRequest): boolean {
  const { Effect, Principal, Action, Resource, Condition } = statement;
  return (
    Effect === 'Allow' &&
    namesService(Principal, request.service) &&
    asList(Action).some((pattern) => patternTakes(pattern, request.action, true)) &&
    asList(Resource).some((pattern) => patternTakes(pattern, request.resource)) &&
    Object.entries(Condition ?? {}).every(([operator, keys]) => conditionHolds(operator, keys, request.keys))
  );
}

/**
 * Whether a statement may deny something to a service: it denies, and its principal takes the service in. The usual statement that
 * denies unencrypted connections is none of these: services connect with TLS.
 */
export function deniesService(
  { Effect, Principal, NotPrincipal, Condition }: PolicyStatement,
  service: string,
): boolean {
  if (Effect !== 'Deny') return false;
  const conditions = Object.values(Condition ?? {}).flatMap((keys) => Object.keys(keys));
  if (conditions.length === 1 && conditions[0]?.toLowerCase() === 'aws:securetransport') return false;
  return NotPrincipal === undefined ? namesService(Principal, service) : !namesService(NotPrincipal, service);
}

/** Whether a statement allows something to everybody, whoever asks (Amazon S3, 'The meaning of "public"', as far as it has no condition). */
export function allowsEverybody({ Effect, Principal, Condition }: PolicyStatement): boolean {
  if (Effect !== 'Allow' || Object.keys(Condition ?? {}).length > 0) return false;
  if (typeof Principal !== 'object' || Principal === null) return Principal === '*';
  return asList((Principal as { AWS?: string | string[] }).AWS).includes('*');
}

function namesService(principal: unknown, service: string): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return false;
  const { Service, AWS } = principal as { Service?: string | string[]; AWS?: string | string[] };
  return asList(Service).includes(service) || asList(AWS).includes('*');
}

function conditionHolds(
  operator: string,
  keys: Readonly<Record<string, unknown>>,
  request: Readonly<Record<string, string>>,
): boolean {
  const name = operator.replace(/IfExists$/u, '');
  const exact = name === 'StringEquals' || name === 'ArnEquals';
  if (!exact && name !== 'StringLike' && name !== 'ArnLike') return false;
  return Object.entries(keys).every(([key, values]) => {
    const value = request[key.toLowerCase()];
    if (value === undefined) return false;
    return asList(values).some((wanted) => {
      const text = String(wanted);
      // AWS documents StringEquals with an asterisk for this very statement.
      return name === 'StringEquals' ? text === value : patternTakes(text, value);
    });
  });
}
