import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Listeners of a test: what a page would send by WebRTC comes here, whatever it is. */
export interface Listeners {
  /** Where they listen: an address of this computer, and the ports. */
  readonly host: string;
  readonly udp: number;
  readonly tcp: number;
  /** 'udp', 'tcp': what has come, in the order in which it came. */
  readonly heard: string[];
  close(): Promise<void>;
}

/** Listens for UDP and TCP at every address of this computer. */
export async function listen(): Promise<Listeners> {
  const heard: string[] = [];
  const udp = createSocket('udp4', () => heard.push('udp'));
  const tcp = createServer((socket) => {
    heard.push('tcp');
    socket.on('error', () => undefined).destroy();
  });
  await Promise.all([
    new Promise<void>((resolve) => udp.bind(0, () => resolve())),
    new Promise<void>((resolve) => tcp.listen(0, '0.0.0.0', resolve)),
  ]);
  const outer = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const host = outer.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
  return {
    host,
    udp: udp.address().port,
    tcp: (tcp.address() as AddressInfo).port,
    heard,
    close: async () => {
      await Promise.all([
        new Promise<void>((resolve) => udp.close(() => resolve())),
        new Promise((resolve) => tcp.close(resolve)),
      ]);
    },
  };
}
