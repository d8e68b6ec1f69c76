/** Cost data from the bucket by the command line, on the sandbox. */
import { expect, test } from 'vitest';
import type { CostHealth, DataSet } from '../../shared/contract/cost-data.ts';
import { customerDesk } from './sandbox-terminal.ts';

interface There {
  month: string;
  files: number;
  bytes: number;
  isKept: boolean;
}

test('what AWS has delivered is listed, downloaded after its size was said, read, and called simulated', async () => {
  const cli = await customerDesk();
  await cli.run('aws', 'apply', '--yes');
  const early = await cli.run('cur', 'fetch');
  expect(early.stdout).toContain(
    'AWS has delivered no report yet: the first comes within a day after the report was made.',
  );
  await cli.json('sandbox', 'advance', '1d');
  const [there] = await cli.json<There[]>('cur', 'fetch');
  expect(there).toMatchObject({ files: 2, isKept: false });
  const { month = '' } = there ?? {};

  const fetched = await cli.run('cur', 'fetch', '--month', month);
  expect(fetched.code).toBe(0);
  expect(fetched.stderr).toMatch(new RegExp(`^${month}: 2 files, \\d+\\.\\d MB to download\\.$`, 'mu'));
  expect(fetched.stderr).toContain('SIMULATED: it comes from the sandbox. Charge nobody by it.');
  expect(fetched.stdout).toContain('all files of its manifest are there and were read whole');
  expect((await cli.run('cur', 'fetch')).stdout).toMatch(new RegExp(`^${month} .* yes$`, 'mu'));

  const [set] = await cli.json<DataSet[]>('cur', 'list');
  expect(set).toMatchObject({ month, source: 'bucket', simulated: true, proven: 'manifest' });
  const useless = await cli.run('cur', 'fetch', '--month', month, '--accept', 'round', '--json');
  expect(useless.stderr).toContain('--accept round had no effect: no line breaks that rule.');
  expect(JSON.parse(useless.stdout)).toMatchObject({ fetched: { month, lines: set?.lines }, files: 2, again: 0 });

  const missing = await cli.run('cur', 'fetch', '--month', '2019-01');
  expect(missing).toMatchObject({ code: 2 });
  expect(missing.stderr).toContain(`AWS has delivered no report of January 2019 to the bucket. There are: ${month}`);
  expect((await cli.run('cur', 'fetch', '--profile', 'nobody')).stderr).toContain('PROFILE_NOT_FOUND');
  // With warnings: the month goes on.
  const health = await cli.run('cur', 'health', '--month', month, '--json');
  expect(health.code).toBe(1);
  const { types } = JSON.parse(health.stdout) as CostHealth;
  expect(types.find(({ type }) => type === 'SavingsPlanNegation')).toMatchObject({ known: true });
}, 120_000);
