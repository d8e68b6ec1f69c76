import type { Client } from '../../../../shared/contract/client.ts';
import { Core } from '../../core.ts';
import type { StartEngine } from '../../duckdb/protocol.ts';
import type { Actor } from '../../ledger/context.ts';
import type { Log } from '../../log/log.ts';
import { enrolEnterprise } from './enterprise.ts';
import { prepareFolder } from './folder.ts';
import { writeLists } from './lists.ts';
import { enrolMsp } from './msp.ts';
import { rehearseSetup } from './rehearsal.ts';
import { count, Story } from './story.ts';
import type { DemoEvent, DemoFile } from './story.ts';

/** What the demo did. */
export interface DemoResult {
  folder: string;
  ledger: string;
  events: DemoEvent[];
  files: DemoFile[];
}

/** What the demo is made with. */
export interface DemoOptions {
  /** The folder that it is made in. */
  readonly root: string;
  readonly host: Actor['host'];
  readonly appVersion: string;
  /** A client of the demo's core; what it says is told as the demo goes on. */
  readonly connect: (core: Core) => Client;
  readonly log: Log;
  /** What starts the engine of cost data; Node's child process unless given. */
  readonly startEngine?: StartEngine | undefined;
  /** When it takes place, ISO 8601 UTC: a time that stands still, so that two runs give the same files, byte for byte. */
  readonly now: string;
  readonly signal: AbortSignal;
  /** Gets each line as it goes on. */
  readonly say: (line: string) => void;
}

/**
 * Does the whole job on made-up data, in a ledger of its own inside the folder.
 * @throws AppError ALREADY_EXISTS where the folder has other things in it, FILE_NOT_WRITTEN, CANCELLED.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { root, host, appVersion, log, startEngine, now, signal, say } = options;
  const folders = prepareFolder(root);
  const core = new Core({
    ledgerPath: folders.ledger,
    host,
    appVersion,
    log,
    who: 'demo',
    now,
    sandboxFolder: folders.sandbox,
    startEngine,
  });
  try {
    await core.write('ledger.becomeDemo', undefined);
    const client = options.connect(core);
    const story = new Story({ client, folders, signal, say });
    const lists = await writeLists(folders.lists);
    story.wrote([lists.organizations, lists.team, lists.mistakes]);
    await enrolEnterprise(story, lists.organizations);
    await enrolMsp(story, lists);
    await rehearseSetup(story, { now, startEngine });
    await sumUp(story);
    return { folder: root, ledger: folders.ledger, events: story.events, files: story.files };
  } finally {
    await core.close();
  }
}

async function sumUp(story: Story): Promise<void> {
  const { client, files } = story;
  story.chapter('Side by side');
  for (const { name, closed, total, next } of await client.steps.overview()) {
    story.tell(`${name}: ${closed} of ${total} steps closed. Next: ${next?.text ?? 'nothing'}`);
  }
  const verified = await story.run(client.ledger.verify());
  story.tell(
    `The ledger is ${verified.sound ? 'sound' : 'damaged'}: ${count(verified.accounts, 'account')}, ${count(verified.operations, 'operation')}, ${count(verified.auditEvents, 'audit event')}.`,
  );
  story.tell(`${count(files.length, 'file')} written.`);
}
