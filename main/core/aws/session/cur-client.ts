import { createHash, createHmac } from 'node:crypto';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ReportSettings } from '../../../../shared/domain/aws/report-definition.ts';
import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { systemTime } from '../../time/clock.ts';
import { AwsServiceError } from './aws-error.ts';
import { AwsHandler } from './aws-handler.ts';
import type { Around } from './aws-handler.ts';
import type { RetryRule } from './retry.ts';
import { withRetries } from './retry.ts';

/** A report definition as the service tells it. */
export interface ReportDefinition extends ReportSettings {
  /** Absent until the first delivery. */
  ReportStatus?: { lastDelivery?: string; lastStatus?: string };
}

/** The operations in use, with what goes in and comes out. */
export interface CurOperations {
  DescribeReportDefinitions: {
    input: { MaxResults?: number; NextToken?: string };
    output: { ReportDefinitions?: ReportDefinition[]; NextToken?: string };
  };
  PutReportDefinition: { input: { ReportDefinition: ReportDefinition }; output: object };
  DeleteReportDefinition: { input: { ReportName: string }; output: { ResponseMessage?: string } };
}

/** What the client is made of. */
export interface CurClientOptions {
  /** Null: AWS's own, which is in us-east-1 alone. */
  endpoint: string | null;
  credentials: AwsCredentialIdentityProvider;
  retry: RetryRule;
  timeoutMs: number;
  around?: Around;
}

/**
 * A client of the Cost and Usage Report service: JSON 1.1 over HTTPS, signed for us-east-1. The SDK's package of this service is
 * years older than the others and brings a tree of its own, so its three operations are called by the SDK's signer and HTTP
 * handler (docs/adr/0009).
 */
export class CurClient {
  readonly #options: CurClientOptions;
  readonly #handler: AwsHandler;
  readonly #signer: SignatureV4;

  constructor(options: CurClientOptions) {
    this.#options = options;
    const { timeoutMs, around } = options;
    const timeouts = { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true };
    this.#handler = new AwsHandler(timeouts, around);
    this.#signer = new SignatureV4({
      service: 'cur',
      region: 'us-east-1',
      credentials: options.credentials,
      sha256: Sha256,
    });
  }

  /**
   * Calls an operation; what passes by itself is tried again.
   * @throws AwsServiceError with AWS's code, or the error of the connection.
   */
  send<K extends keyof CurOperations>(
    operation: K,
    input: CurOperations[K]['input'],
  ): Promise<{ output: CurOperations[K]['output']; requestId: string | null }> {
    const { retry, around } = this.#options;
    return withRetries(retry, (skewMs) => this.#sendOnce(operation, input, skewMs), around?.signal);
  }

  destroy(): void {
    this.#handler.destroy();
  }

  async #sendOnce<K extends keyof CurOperations>(
    operation: K,
    input: CurOperations[K]['input'],
    skewMs: number,
  ): Promise<{ output: CurOperations[K]['output']; requestId: string | null }> {
    const url = new URL(this.#options.endpoint ?? 'https://cur.us-east-1.amazonaws.com');
    const body = JSON.stringify(input);
    const request = new HttpRequest({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: url.pathname,
      headers: {
        host: url.host,
        'content-type': 'application/x-amz-json-1.1',
        'content-length': String(Buffer.byteLength(body)),
        'x-amz-target': `AWSOrigamiServiceGatewayService.${operation}`,
      },
      body,
    });
    const signed = await this.#signer.sign(request, { signingDate: new Date(systemTime() + skewMs) });
    const { response } = await this.#handler.handle(new HttpRequest(signed));
    const text = await readBody(response.body as AsyncIterable<Uint8Array>);
    const requestId = response.headers['x-amzn-requestid'];
    if (response.statusCode >= 300) throw toError(text, response, requestId);
    // The shapes are the service model's; what is not read is not relied on.
    return {
      output: parseBoundedJson(text) as CurOperations[K]['output'],
      requestId: requestId ?? null,
    };
  }
}

function toError(
  text: string,
  response: { statusCode: number; headers: Record<string, string> },
  requestId: string | undefined,
): AwsServiceError {
  const body = parseObject(text);
  const type = response.headers['x-amzn-errortype'] ?? (textOf(body['__type']) || 'Unknown');
  const code = type.split('#').at(-1)?.split(':')[0] ?? type;
  const message = textOf(body['message']) || textOf(body['Message']);
  const error = new AwsServiceError(code, message, { requestId, httpStatusCode: response.statusCode });
  return Object.assign(error, { $response: { headers: response.headers } });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value = parseBoundedJson(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // An error without words: the status says what there is to say.
    return {};
  }
}

async function readBody(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** SHA-256 in the shape that the signer asks for. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(toBytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

function toBytes(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
