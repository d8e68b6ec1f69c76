import { statSync } from 'node:fs';
import type { Command } from 'commander';
import type { BackupFile, OtherBackup, VerifiedLedger } from '../../../../shared/contract/ledger.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { localDay } from '../../../../shared/domain/local-day.ts';
import type { Cli } from '../cli.ts';
import { withoutEffect } from '../options.ts';
import { toPath } from '../parse.ts';
import { count, pairs, table } from '../table.ts';

/** `enroll backup|restore|verify`: the ledger as a file. */
export function addLedgerCommands(program: Command, cli: Cli): void {
  program
    .command('backup')
    .argument('[FILE]', 'where to; a name with the time in the backup folder unless given', toPath('FILE'))
    .description('copy the ledger to a file, also while others use it')
    .addHelpText('after', `\nExamples:\n  enroll backup\n  enroll backup /mnt/share/enrolment-2026-11-21.db`)
    .action(async (path: string | null = null) => {
      const client = await cli.client();
      const made = await cli.run(client.ledger.backup({ path }, cli.abortable));
      await cli.output.say({
        json: made,
        note: `Backed up to ${made.path} (${size(made.bytes)}).\nThe way back: enroll restore '${made.path}'`,
      });
    });

  program
    .command('restore')
    .argument('[FILE]', 'the backup', toPath('FILE'))
    .option('--list', "list the backups in the ledger's backup folder, newest first; those of other ledgers apart")
    .option('--of <name>', 'restore a backup of another ledger: the name of that, as --list shows it')
    .description("put a backup in the ledger's place; the replaced ledger is kept aside")
    .addHelpText(
      'after',
      `\nExamples:\n  enroll restore --list\n  enroll restore backups/manual-20261121T040000Z.db --yes\n  enroll restore backups/daily-20261120T080000Z.db --of contoso.db`,
    )
    .action(async (path: string | undefined, { list, of: name }: { list?: true; of?: string }) => {
      if (list && path !== undefined) throw withoutEffect(path, 'with --list');
      if (path === undefined && name !== undefined) throw withoutEffect('--of', 'without FILE');
      const client = await cli.client();
      if (path === undefined) return listBackups(cli);
      const of = name ?? null;
      const whose = of === null ? '' : `, a backup of the ledger ${of},`;
      await cli.confirm(`Put ${path}${whose} in the place of ${cli.ledgerPath}`);
      const restored = await client.ledger.restore({ path, of });
      const aside = restored.keptAside === null ? '' : `\nThe ledger that was there is kept at ${restored.keptAside}`;
      return cli.output.say({ json: restored, note: `Restored ${restored.ledgerPath} from ${path}.${aside}` });
    });

  program
    .command('verify')
    .description(
      'check that the ledger is as it was written: its schema, pages, history, rows, kept files and rules; and its newest backup',
    )
    .action(async () => {
      const verified = await cli.run((await cli.client()).ledger.verify(undefined, cli.abortable));
      await cli.output.say({ json: verified, text: verifiedText(verified) });
      if (verified.sound) return;
      const message = `The ledger is damaged: ${verified.problems[0] ?? ''} See the backups: enroll restore --list`;
      throw new AppError('LEDGER_DAMAGED', message, { problems: verified.problems });
    });
}

async function listBackups(cli: Cli): Promise<void> {
  const client = await cli.client();
  const own = await client.ledger.backups();
  const others = await client.ledger.otherBackups();
  await cli.output.say({
    json: [...own, ...others],
    text: await backupsText(own, others),
    note: `${count(own.length, 'backup')}. Go back to one: enroll restore FILE`,
  });
}

async function backupsText(own: readonly BackupFile[], others: readonly OtherBackup[]): Promise<string> {
  const row = ({ at, bytes, path }: BackupFile): string[] => [at.slice(0, 19).replace('T', ' '), size(bytes), path];
  const ownText = await table(['Made (UTC)', 'Size', 'File'], own.map(row));
  if (others.length === 0) return ownText;
  const othersText = await table(
    ['Of the ledger', 'Made (UTC)', 'Size', 'File'],
    others.map((backup) => [backup.of, ...row(backup)]),
  );
  return `${ownText}\n\nBackups of other ledgers in this folder; one is restored by: enroll restore FILE --of NAME\n${othersText}`;
}

function verifiedText(found: VerifiedLedger): string {
  const text = pairs([
    ['Ledger', found.path],
    ['Size', size(statSync(found.path).size)],
    ['Schema', found.schema],
    ['Payer accounts', found.mpas],
    ['Accounts', found.accounts],
    ['Operations', found.operations],
    ['Audit events', found.auditEvents],
    ['Newest good backup', goodCopyText(found.goodCopy)],
    ...found.damagedCopies.map((path) => ['Damaged backup', path] as const),
  ]);
  return [text, '', found.sound ? 'The ledger is sound.' : found.problems.join('\n'), ...found.warnings].join('\n');
}

/** A copy by the day of what it holds: when its file was made tells nothing of that. */
function goodCopyText(copy: VerifiedLedger['goodCopy']): string {
  if (copy === null) return 'none; make one with: enroll backup';
  const { path, changedAt, daysAgo } = copy;
  if (changedAt === null || daysAgo === null) return path;
  const age = daysAgo === 0 ? 'today' : daysAgo === 1 ? 'yesterday' : `${daysAgo} days ago`;
  return `${path}, of ${localDay(new Date(changedAt))} (${age})`;
}

function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
