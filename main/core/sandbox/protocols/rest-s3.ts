import type { HttpRequest } from '../http/request.ts';
import { AwsFault } from '../service.ts';
import type { WireObject, WireValue } from '../wire.ts';
import type { HttpAnswer } from './answer.ts';
import { readXml } from './read-xml.ts';
import { element, flat } from './xml.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** What a path names: nothing, a bucket, an object of it. */
interface Target {
  bucket: string;
  key: string;
}

/** Operations on a bucket by method and the name that stands in the query. */
const BUCKET_OPERATIONS: Readonly<Record<string, string>> = {
  'GET location': 'GetBucketLocation',
  'GET policy': 'GetBucketPolicy',
  'GET policyStatus': 'GetBucketPolicyStatus',
  'PUT policy': 'PutBucketPolicy',
  'DELETE policy': 'DeleteBucketPolicy',
  'GET publicAccessBlock': 'GetPublicAccessBlock',
  'PUT publicAccessBlock': 'PutPublicAccessBlock',
  'GET notification': 'GetBucketNotificationConfiguration',
  'PUT notification': 'PutBucketNotificationConfiguration',
  'GET encryption': 'GetBucketEncryption',
  'PUT encryption': 'PutBucketEncryption',
  'DELETE encryption': 'DeleteBucketEncryption',
  'GET tagging': 'GetBucketTagging',
  'PUT tagging': 'PutBucketTagging',
  'GET list-type': 'ListObjectsV2',
  'HEAD ': 'HeadBucket',
  'PUT ': 'CreateBucket',
  'DELETE ': 'DeleteBucket',
};

const OBJECT_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
};

/** Members of the query that choose no operation. */
const PLAIN = new Set([
  'x-id',
  'prefix',
  'delimiter',
  'max-keys',
  'encoding-type',
  'start-after',
  'continuation-token',
]);

/** The operation of an S3 request in path style, with its input by the SDK's names. @throws AwsFault SandboxUnsupported. */
export function decodeS3(request: HttpRequest): { operation: string; input: WireObject } {
  const { bucket, key } = targetOf(request.path);
  const query = new URLSearchParams(request.query);
  if (bucket === '') return { operation: 'ListBuckets', input: {} };
  const chosen = [...query.keys()].filter((name) => !PLAIN.has(name));
  if (key !== '') {
    const operation = OBJECT_OPERATIONS[request.method];
    const more = chosen.filter((name) => name !== 'versionId' || request.method === 'PUT');
    if (operation === undefined || more.length > 0) throw unsupported(request, more);
    const VersionId = query.get('versionId') ?? '';
    const input = {
      Bucket: bucket,
      Key: key,
      VersionId,
      Body: request.body,
      ContentType: request.headers['content-type'],
      IfMatch: request.headers['if-match'],
      Range: request.headers['range'],
    };
    return { operation, input };
  }
  const operation = BUCKET_OPERATIONS[`${request.method} ${chosen[0] ?? ''}`];
  if (operation === undefined || chosen.length > 1) throw unsupported(request, chosen);
  return { operation, input: { Bucket: bucket, ...listing(operation, query), ...bodyOf(operation, request) } };
}

function listing(operation: string, query: URLSearchParams): WireObject {
  if (operation !== 'ListObjectsV2') return {};
  return {
    Prefix: query.get('prefix') ?? '',
    Delimiter: query.get('delimiter') ?? '',
    MaxKeys: Number(query.get('max-keys') ?? 1000),
    StartAfter: query.get('start-after') ?? '',
    ContinuationToken: query.get('continuation-token') ?? '',
  };
}

function unsupported({ method }: HttpRequest, chosen: readonly string[]): AwsFault {
  return new AwsFault(
    'SandboxUnsupported',
    `The sandbox does not know this operation of S3: ${method} ?${chosen.join('&')}.`,
    {
      status: 501,
    },
  );
}

function targetOf(path: string): Target {
  const [, bucket = '', ...rest] = path.split('/');
  return { bucket: decodeURIComponent(bucket), key: rest.map(decodeURIComponent).join('/') };
}

function bodyOf(operation: string, { body }: HttpRequest): WireObject {
  const source = Buffer.from(body).toString('utf8');
  switch (operation) {
    case 'PutBucketPolicy':
      return { Policy: source };
    case 'CreateBucket':
      return source === '' ? {} : { CreateBucketConfiguration: readXml(source) };
    case 'PutPublicAccessBlock':
      return { PublicAccessBlockConfiguration: booleans(readXml(source)) };
    case 'PutBucketEncryption':
      return { ServerSideEncryptionConfiguration: renamed(readXml(source, ['Rule']), { Rule: 'Rules' }) };
    case 'PutBucketTagging':
      return { Tagging: { TagSet: tagSet(readXml(source, ['Tag'])) } };
    case 'PutBucketNotificationConfiguration':
      return { NotificationConfiguration: notificationOf(readXml(source, NOTIFICATION_LISTS)) };
    default:
      return {};
  }
}

const NOTIFICATION_LISTS = [
  'CloudFunctionConfiguration',
  'QueueConfiguration',
  'TopicConfiguration',
  'Event',
  'FilterRule',
];

/** XML's names and the SDK's, which differ here. */
const NOTIFICATION_NAMES: Readonly<Record<string, string>> = {
  CloudFunctionConfiguration: 'LambdaFunctionConfigurations',
  QueueConfiguration: 'QueueConfigurations',
  TopicConfiguration: 'TopicConfigurations',
};

function notificationOf(xml: WireObject): WireObject {
  return renamed(xml, NOTIFICATION_NAMES);
}

function renamed(value: WireObject, names: Readonly<Record<string, string>>): WireObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [names[name] ?? name, member]));
}

function booleans(value: WireObject): WireObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, member === 'true']));
}

function tagSet(value: WireObject): WireValue {
  const set = value['TagSet'];
  return typeof set === 'object' && set !== null && 'Tag' in set ? (set['Tag'] ?? []) : [];
}

/** An answer of S3: XML, headers or bytes, by the operation. */
export function encodeS3(operation: string, result: WireObject, requestId: string): HttpAnswer {
  const headers: Record<string, string> = { 'x-amz-request-id': requestId, 'x-amz-id-2': 'sandbox' };
  const answer = (status: number, body: string | Uint8Array = '', more: Record<string, string> = {}): HttpAnswer => ({
    status,
    headers: { ...headers, ...more },
    body,
  });
  const xml = (root: string, inner: string): HttpAnswer =>
    answer(200, `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${inner}</${root}>`, {
      'content-type': 'application/xml',
    });
  switch (operation) {
    case 'HeadBucket':
      return answer(200, '', { 'x-amz-bucket-region': textOf(result['BucketRegion']) });
    case 'CreateBucket':
      return answer(200, '', { location: textOf(result['Location']) });
    case 'GetBucketPolicy':
      return answer(200, textOf(result['Policy']), { 'content-type': 'application/json' });
    case 'GetBucketPolicyStatus':
      return xml('PolicyStatus', inner(result['PolicyStatus']));
    case 'GetBucketLocation':
      return xml('LocationConstraint', textOf(result['LocationConstraint']));
    case 'ListBuckets':
      return xml(
        'ListAllMyBucketsResult',
        `${element('Owner', result['Owner'])}${element('Buckets', result['Buckets'], 'Bucket')}`,
      );
    case 'GetPublicAccessBlock':
      return xml('PublicAccessBlockConfiguration', inner(result['PublicAccessBlockConfiguration']));
    case 'GetBucketEncryption':
      return xml('ServerSideEncryptionConfiguration', encryption(result['ServerSideEncryptionConfiguration']));
    case 'GetBucketTagging':
      return xml('Tagging', element('TagSet', result['TagSet'], 'Tag'));
    case 'GetBucketNotificationConfiguration':
      return xml('NotificationConfiguration', notificationXml(result));
    case 'ListObjectsV2': {
      const { Contents, CommonPrefixes, ...rest } = result;
      return xml(
        'ListBucketResult',
        `${members(rest)}${flat('Contents', listOf(Contents))}${flat('CommonPrefixes', listOf(CommonPrefixes))}`,
      );
    }
    case 'HeadObject':
    case 'GetObject':
      return answer(
        result['ContentRange'] === undefined ? 200 : 206,
        result['Body'] instanceof Uint8Array ? result['Body'] : '',
        objectHeaders(result),
      );
    case 'PutObject':
      return answer(200, '', { etag: textOf(result['ETag']) });
    case 'DeleteBucket':
    case 'DeleteBucketPolicy':
    case 'DeleteBucketEncryption':
    case 'PutBucketPolicy':
      return answer(204);
    default:
      return answer(200);
  }
}

/** A refusal of S3. A HEAD request has no body: its status and headers are all that is said. */
export function encodeS3Fault(fault: AwsFault, requestId: string, method: string): HttpAnswer {
  const error = element('Error', { Code: fault.code, Message: fault.message, ...fault.members, RequestId: requestId });
  return {
    status: fault.status,
    headers: {
      'content-type': 'application/xml',
      'x-amz-request-id': requestId,
      'x-amz-id-2': 'sandbox',
      ...fault.headers,
    },
    body: method === 'HEAD' ? '' : `<?xml version="1.0" encoding="UTF-8"?>\n${error}`,
  };
}

function objectHeaders(result: WireObject): Record<string, string> {
  const modified = result['LastModified'];
  return {
    etag: textOf(result['ETag']),
    'content-type': textOf(result['ContentType']),
    'content-length': textOf(result['ContentLength']),
    'accept-ranges': 'bytes',
    'last-modified': modified instanceof Date ? modified.toUTCString() : '',
    ...(result['ContentRange'] !== undefined && { 'content-range': textOf(result['ContentRange']) }),
    ...(result['VersionId'] !== undefined && { 'x-amz-version-id': textOf(result['VersionId']) }),
  };
}

function notificationXml(result: WireObject): string {
  const names = Object.entries(NOTIFICATION_NAMES);
  const items = names.flatMap(([xmlName, name]) =>
    (listOf(result[name]) as readonly WireObject[]).map((each) => notificationItem(xmlName, each)),
  );
  return `${items.join('')}${result['EventBridgeConfiguration'] === undefined ? '' : '<EventBridgeConfiguration/>'}`;
}

/** Who is told, in the SDK's names and in XML's. */
const NOTIFICATION_TARGETS: Readonly<Record<string, string>> = {
  LambdaFunctionArn: 'CloudFunction',
  QueueArn: 'Queue',
  TopicArn: 'Topic',
};

function notificationItem(name: string, item: WireObject): string {
  const { Events, Event, Filter, ...rest } = item;
  const events = listOf(Events ?? Event);
  return `<${name}>${members(renamed(rest, NOTIFICATION_TARGETS))}${flat('Event', events)}${filterXml(Filter)}</${name}>`;
}

function filterXml(filter: WireValue | undefined): string {
  if (filter === undefined) return '';
  const key =
    (filter as { Key?: WireObject; S3Key?: WireObject }).Key ?? (filter as { S3Key?: WireObject }).S3Key ?? {};
  const rules = listOf(key['FilterRules'] ?? key['FilterRule']);
  return `<Filter><S3Key>${flat('FilterRule', rules)}</S3Key></Filter>`;
}

function encryption(value: WireValue | undefined): string {
  return flat('Rule', listOf((value as WireObject | undefined)?.['Rules']));
}

function listOf(value: WireValue | undefined): readonly WireValue[] {
  return Array.isArray(value) ? (value as readonly WireValue[]) : [];
}

function members(value: WireObject): string {
  return Object.entries(value)
    .map(([name, member]) => element(name, member))
    .join('');
}

function inner(value: WireValue | undefined): string {
  return typeof value === 'object' && value !== null ? members(value as WireObject) : '';
}

function textOf(value: WireValue | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
