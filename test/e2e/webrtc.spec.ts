import type { Page } from '@playwright/test';
import { expect, skipBecause, skipWhereImpossible, test } from './support/fixtures.ts';
import { listen } from './support/listeners.ts';
import type { Listeners } from './support/listeners.ts';

skipWhereImpossible();
test.use({ policyIsTested: true });

/**
 * Tries to send by WebRTC: asks a STUN server over UDP and a TURN server over TCP and UDP, and offers a peer that listens for ICE over TCP and
 * UDP. With a peer connection out of a frame, which the page's own modules have not seen.
 * @returns what the page had to try with
 */
async function trySending(page: Page, to: Pick<Listeners, 'host' | 'udp' | 'tcp'>): Promise<string> {
  const { host, udp, tcp } = to;
  const trying = page.evaluate(
    async ({ host, udp, tcp }) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const Peer = window.RTCPeerConnection ?? (frame.contentWindow as typeof window | null)?.RTCPeerConnection;
      if (Peer === undefined) return 'nothing';
      const turn = { username: 'u', credential: 'c' };
      try {
        const peer = new Peer({
          iceServers: [
            { urls: `stun:${host}:${udp}` },
            { urls: `turn:${host}:${udp}?transport=udp`, ...turn },
            { urls: `turn:${host}:${tcp}?transport=tcp`, ...turn },
          ],
        });
        peer.createDataChannel('x');
        await peer.setLocalDescription(await peer.createOffer());
        const other = new Peer();
        other.createDataChannel('x');
        await other.setRemoteDescription(peer.localDescription ?? { type: 'offer' });
        await other.setLocalDescription(await other.createAnswer());
        await peer.setRemoteDescription(other.localDescription ?? { type: 'answer' });
        const candidate = (line: string): Promise<void> => peer.addIceCandidate({ candidate: line, sdpMid: '0' });
        await candidate(`candidate:1 1 udp 2130706431 ${host} ${udp} typ host`);
        await candidate(`candidate:2 1 tcp 1518280447 ${host} ${tcp} typ host tcptype passive`);
      } catch (error) {
        return `a peer that is refused: ${String(error)}`;
      }
      // Nothing tells that nothing comes. Where nothing stops them, the first of each come within a tenth of this; see the last test.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      return 'a peer';
    },
    { host, udp, tcp },
  );
  return trying.catch((error: unknown) => {
    // Chromium ends a page that tries what its allowlist of connections forbids.
    if (String(error).includes('Target crashed')) return 'a page that was ended for it';
    throw error;
  });
}

test('the page finds no WebRTC', async ({ desk }) => {
  const found = await desk.page.evaluate(() =>
    ['RTCPeerConnection', 'webkitRTCPeerConnection'].filter((name) => name in window),
  );
  expect(found).toEqual([]);
});

test('whatever is tried by WebRTC, nothing comes: no STUN, no TURN over TCP, no ICE over TCP', async ({ desk }) => {
  const listeners = await listen();
  await trySending(desk.page, listeners);
  expect(listeners.heard).toEqual([]);
  await listeners.close();
});

test('where nothing stops it, the same does come: the test can tell', async ({ chrome }, { project }) => {
  skipBecause(project.name === 'electron' ? 'the browser tells' : null);
  const listeners = await listen();
  const context = await (await chrome()).newContext();
  const page = await context.newPage();
  await page.goto('about:blank');
  expect(await trySending(page, listeners)).toBe('a peer');
  expect(new Set(listeners.heard)).toEqual(new Set(['tcp', 'udp']));
  await context.close();
  await listeners.close();
});
