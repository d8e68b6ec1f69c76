import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../../main/core/sandbox/sandbox.ts';

/** An answer of the sandbox as it came over the wire. */
export interface RecordedAnswer {
  service: string;
  operation: string;
  status: number;
  contentType: string;
  body: string;
}

/** Stands between a client and a sandbox and keeps every answer to a call. One call at a time. */
export async function recordingProxy(
  sandbox: Sandbox,
): Promise<{ url: string; answers: RecordedAnswer[]; close: () => void }> {
  const answers: RecordedAnswer[] = [];
  const { port } = new URL(sandbox.url);
  const server = createServer((incoming, outgoing) => {
    const calls = sandbox.calls.length;
    const { method, url, headers } = incoming;
    const sent = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const { service, operation } = sandbox.calls[calls] ?? { service: '', operation: '' };
        const status = answer.statusCode ?? 0;
        const contentType = answer.headers['content-type'] ?? '';
        answers.push({ service, operation, status, contentType, body: body.toString('utf8') });
        outgoing.writeHead(status, answer.headers).end(body);
      });
    });
    sent.on('error', (error) => outgoing.destroy(error));
    incoming.pipe(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // What listens on TCP has an address of this kind.
  const { port: own } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${own}`, answers, close };
}
