import { Core } from '../../../core/core.ts';
import { inProcessClient } from '../../../rpc/in-process.ts';
import { APP_VERSION } from '../../setup/version.ts';
import type { Cli } from '../cli.ts';
import { count } from '../table.ts';
import { DEMO_NOW } from './data.ts';
import { enrolEnterprise } from './enterprise.ts';
import { prepareFolder } from './folder.ts';
import { writeLists } from './lists.ts';
import { enrolMsp } from './msp.ts';
import { rehearseSetup } from './rehearsal.ts';
import { Story } from './story.ts';
import type { DemoEvent, DemoFile } from './story.ts';

/** What the demo did. */
export interface DemoResult {
  folder: string;
  ledger: string;
  events: DemoEvent[];
  files: DemoFile[];
}

/**
 * Does the whole job on made-up data, in a ledger of its own inside the folder, at a time that stands still: two runs give the
 * same files, byte for byte.
 * @param say gets each line as it goes on
 * @throws AppError ALREADY_EXISTS where the folder has other things in it, FILE_NOT_WRITTEN, CANCELLED.
 */
export async function runDemo(cli: Cli, root: string, say: (line: string) => void): Promise<DemoResult> {
  const folders = prepareFolder(root);
  const { log } = cli;
  const core = new Core({
    ledgerPath: folders.ledger,
    host: 'cli',
    appVersion: APP_VERSION,
    log,
    who: 'demo',
    now: DEMO_NOW,
    sandboxFolder: folders.sandbox,
  });
  try {
    const client = inProcessClient({ core, log, localFiles: true });
    const story = new Story({ cli, client, folders, say });
    const lists = await writeLists(folders.lists);
    story.wrote([lists.organizations, lists.team, lists.mistakes]);
    await enrolEnterprise(story, lists.organizations);
    await enrolMsp(story, lists);
    await rehearseSetup(story);
    await sumUp(story);
    return { folder: root, ledger: folders.ledger, events: story.events, files: story.files };
  } finally {
    await core.close();
  }
}

async function sumUp(story: Story): Promise<void> {
  const { client, cli, files } = story;
  story.chapter('Side by side');
  for (const { name, closed, total, next } of await client.steps.overview()) {
    story.tell(`${name}: ${closed} of ${total} steps closed. Next: ${next?.text ?? 'nothing'}`);
  }
  const verified = await cli.run(client.ledger.verify());
  story.tell(
    `The ledger is ${verified.sound ? 'sound' : 'damaged'}: ${count(verified.accounts, 'account')}, ${count(verified.operations, 'operation')}, ${count(verified.auditEvents, 'audit event')}.`,
  );
  story.tell(`${count(files.length, 'file')} written.`);
}
