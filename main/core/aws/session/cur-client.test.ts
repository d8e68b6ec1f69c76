import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemTime } from '../../time/clock.ts';
import { callError } from './aws-error.ts';
import { CurClient } from './cur-client.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** A server that gives one answer after another, the last one again and again. */
async function serve(
  ...answers: Answer[]
): Promise<{ client: CurClient; seen: { headers: IncomingMessage['headers']; body: string }[] }> {
  const seen: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const answer = answers[Math.min(seen.length, answers.length - 1)];
      seen.push({ headers: request.headers, body });
      answer?.(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new CurClient({
    endpoint: `http://127.0.0.1:${port}`,
    credentials: () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' }),
    retry: { attempts: 3, delay: () => 1 },
    timeoutMs: 200,
  });
  open.push({ close: () => (client.destroy(), server.closeAllConnections(), server.close()) });
  return { client, seen };
}

function json(status: number, body: object, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'x-amzn-requestid': 'req-1', ...headers });
    response.end(JSON.stringify(body));
  };
}

const EMPTY = json(200, { ReportDefinitions: [] });

describe('the client of the Cost and Usage Report service', () => {
  it('posts JSON 1.1, signed for cur in us-east-1', async () => {
    const { client, seen } = await serve(json(200, { ReportDefinitions: [{ ReportName: 'a' }], NextToken: 'n' }));
    const { output, requestId } = await client.send('DescribeReportDefinitions', { MaxResults: 5 });
    expect([output, requestId]).toEqual([{ ReportDefinitions: [{ ReportName: 'a' }], NextToken: 'n' }, 'req-1']);
    const [request] = seen;
    expect(request?.body).toBe('{"MaxResults":5}');
    expect(request?.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSOrigamiServiceGatewayService.DescribeReportDefinitions',
    });
    expect(request?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/cur\/aws4_request, SignedHeaders=.*host.*x-amz-target/u,
    );
  });

  it('gives a refusal its code, message and request ID, and does not try again', async () => {
    const refusal = {
      __type: 'com.amazonaws.cur#DuplicateReportNameException',
      Message: 'A report of that name exists',
    };
    const { client, seen } = await serve(json(400, refusal));
    const error: unknown = await client.send('DescribeReportDefinitions', {}).catch((thrown: unknown) => thrown);
    expect(callError(error)).toMatchObject({
      code: 'DuplicateReportNameException',
      message: 'A report of that name exists',
      status: 400,
      requestId: 'req-1',
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['a throttled call', json(400, { __type: 'ThrottlingException', message: 'Rate exceeded' })],
    ['a fault of the service', json(500, { __type: 'InternalErrorException' })],
    [
      'a page of a proxy',
      (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(502).end('<html>'),
    ],
    ['a lost connection', (request: IncomingMessage) => void request.socket.destroy()],
    ['no answer in time', () => undefined],
  ])('tries %s again', async (_name, failing) => {
    const { client, seen } = await serve(failing, EMPTY);
    expect((await client.send('DescribeReportDefinitions', {})).output).toEqual({ ReportDefinitions: [] });
    expect(seen).toHaveLength(2);
  });

  it('gives up after the attempts it may make', async () => {
    const { client, seen } = await serve(json(500, { __type: 'InternalErrorException', message: 'no' }));
    await expect(client.send('DescribeReportDefinitions', {})).rejects.toMatchObject({
      name: 'InternalErrorException',
    });
    expect(seen).toHaveLength(3);
  });

  it("corrects a wrong clock once, by AWS's own Date", async () => {
    const ahead = new Date(systemTime() + 3_600_000).toUTCString();
    const skewed = json(400, { __type: 'InvalidSignatureException', message: 'Signature expired' }, { date: ahead });
    const { client, seen } = await serve(skewed, EMPTY);
    await client.send('DescribeReportDefinitions', {});
    const times = seen.map(({ headers }) => Date.parse(toIso(String(headers['x-amz-date']))));
    expect(Math.round(((times[1] ?? 0) - (times[0] ?? 0)) / 60_000)).toBe(60);
  });
});

function toIso(text: string): string {
  return text.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/u, '$1-$2-$3:$4:$5');
}
