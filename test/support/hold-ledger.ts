/**
 * A program of its own that holds a ledger's writer lock until its input ends, or until it is killed:
 * `node hold-ledger.ts LEDGER`. Says 'holding' once it has it, or the code of the error and ends.
 */
import { openWriter } from '../../main/core/ledger/open-writer.ts';
import { AppError } from '../../shared/domain/app-error.ts';

const path = process.argv[2] ?? '';
try {
  const writer = openWriter({
    path,
    actor: { who: 'holder', host: 'cli' },
    clock: () => new Date('2026-11-21T04:00:00.000Z'),
    appVersion: '0.0.0-test',
  });
  process.stdout.write('holding\n');
  process.stdin.resume().once('end', () => writer.close());
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stdout.write(`${error.code}\n`);
}
