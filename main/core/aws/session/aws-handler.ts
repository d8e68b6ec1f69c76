import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { NotFromAwsError } from './not-from-aws.ts';

/** AWS gives every answer a request ID, whatever the service: x-amzn-RequestId, x-amz-request-id. */
const REQUEST_ID = /^x-amzn?-request-?id$/iu;

/** How AWS names an error in the body of an answer: XML, or JSON. */
const NAMED_ERROR = /<Code>\w|"(?:__type|code|error)"\s*:/iu;

/** What the requests of a session have in common. */
export interface Around {
  /** Ends them all. */
  readonly signal?: AbortSignal | undefined;
  /** Is told whom a request goes to. */
  readonly reached?: Reached | undefined;
}

/** Whom the last request went to; null before the first. */
export interface Reached {
  host: string | null;
}

type Handled = Awaited<ReturnType<NodeHttpHandler['handle']>>;

/**
 * Sends requests to AWS, and gives nothing for an answer of AWS that is none: the page of a proxy or of a web filter, nothing at all.
 * The SDK would read such a page as far as it goes: as an account without a number, a list without entries, a right that is missing.
 */
export class AwsHandler extends NodeHttpHandler {
  readonly #around: Around;

  constructor(options: ConstructorParameters<typeof NodeHttpHandler>[0] = {}, around: Around = {}) {
    super(options);
    this.#around = around;
  }

  /** @throws (when called) NotFromAwsError, or the error of the connection. */
  override async handle(
    ...[request, options]: Parameters<NodeHttpHandler['handle']>
  ): ReturnType<NodeHttpHandler['handle']> {
    const { signal, reached } = this.#around;
    if (reached !== undefined) reached.host = hostOf(request);
    const abortable = signal === undefined ? options : { ...options, abortSignal: options?.abortSignal ?? signal };
    const { response } = await super.handle(request, abortable);
    const hasId = Object.keys(response.headers).some((name) => REQUEST_ID.test(name));
    if (hasId && !hasMessage(request)) return { response };
    const body = await readBody(response);
    const isAnswer = hasId ? isMessage(body) || response.statusCode >= 300 : this.isAnswer(response.statusCode, body);
    if (!isAnswer) throw toError(request, response, body);
    const { statusCode, headers } = response;
    return { response: new HttpResponse({ statusCode, headers, body: Readable.from([body]) }) };
  }

  /** Whether what has no request ID is an answer all the same: an error that is named as AWS does. */
  protected isAnswer(status: number, body: Buffer): boolean {
    return status >= 300 && NAMED_ERROR.test(body.toString('utf8'));
  }
}

/** Whether a body is an object of JSON. */
export function isJsonObject(body: Buffer): boolean {
  try {
    const value = parseBoundedJson(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    // Whatever it is, it is none.
    return false;
  }
}

/** Whether the protocol of a request has a message in every answer: JSON 1.1 and Query have, S3 has not. */
function hasMessage({ method, headers }: HttpRequest): boolean {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const type = headers['content-type'] ?? headers['Content-Type'] ?? '';
  return method === 'POST' && (names.includes('x-amz-target') || type.startsWith('application/x-www-form-urlencoded'));
}

function isMessage(body: Buffer): boolean {
  const text = body.toString('utf8').trimStart();
  return isJsonObject(body) || (text.startsWith('<') && !/^<(?:!doctype\s+)?html\b/iu.test(text));
}

async function readBody({ body }: Handled['response']): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function hostOf({ hostname, port }: HttpRequest): string {
  return port === undefined ? hostname : `${hostname}:${port}`;
}

function toError(request: HttpRequest, { statusCode, headers }: Handled['response'], body: Buffer): NotFromAwsError {
  const type = body.length === 0 ? 'empty' : (headers['content-type']?.split(';')[0] ?? 'of no known type');
  return new NotFromAwsError({ host: hostOf(request), answer: `HTTP ${statusCode}, ${type}`, status: statusCode });
}
