import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkNothingLost, lostValues } from './nothing-lost.ts';

describe('lostValues', () => {
  it.each<[string, string, object, string[]]>([
    ['all of it', '{"A":{"B":["x",1,true,null]}}', { A: { B: ['x', 1, true] } }, []],
    ['a member left out', '{"A":"x","New":"y"}', { A: 'x' }, ['y']],
    ['the same value in two places, one left out', '{"A":"x","New":"x"}', { A: 'x' }, ['x']],
    ['seconds since 1970', '{"At":1704067200.5}', { At: new Date('2024-01-01T00:00:00.500Z') }, []],
    ['texts of XML', '<R><A>a &amp; b</A><L><member><B>1</B></member></L></R>', { A: 'a & b', L: [{ B: 1 }] }, []],
    ['an element left out', '<R><A>a</A><New>false</New></R>', { A: 'a' }, ['false']],
    ['times of XML', '<R><At>2024-01-01T00:00:00.000Z</At></R>', { At: new Date('2024-01-01T00:00:00Z') }, []],
    ['nothing', '', {}, []],
  ])('tells %s', (_name, raw, decoded, lost) => {
    expect(lostValues(raw, decoded)).toEqual(lost);
  });
});

describe('a client that is checked', () => {
  it('fails where an answer has a member that its model does not know', async () => {
    const result = '<Account>111122223333</Account><Nonsense>42</Nonsense>';
    const body = `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
    const server = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const client = new STSClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials });
    onTestFinished(() => (client.destroy(), server.closeAllConnections(), void server.close()));
    expect(await client.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '111122223333' });
    checkNothingLost(client);
    await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toThrow('the client lost 42 of');
  });
});
