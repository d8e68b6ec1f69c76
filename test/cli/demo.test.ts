import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

interface DemoDocument {
  ledger: string;
  files: { path: string; sha256: string }[];
  events: { what: string }[];
}

test('the demo does the whole job, reads as it should, and gives the same bytes every time', async () => {
  const cli = enroll();
  const out = join(cli.folder, 'demo');
  const first = await cli.json<DemoDocument>('demo', '--out', out);
  expect(first.events.map(({ what }) => what).filter((what) => what.startsWith('Checks:'))).toEqual([
    'Checks: 0 errors, 1 warning, 3 hints.',
    'Checks: 0 errors, 0 warnings, 3 hints.',
  ]);
  const names = first.files.map(({ path }) => path);
  for (const mpa of ['004200110077', '098700005432']) {
    for (const sheet of [
      '1-subsets',
      '2-subsets-workflows',
      '3-end-customers-by-account',
      '4-subset-workflow',
      '5-end-customers',
    ]) {
      for (const format of ['xlsx', 'csv']) expect(names).toContain(`sheets/${mpa}/sheet${sheet}-${mpa}.${format}`);
    }
    for (const kind of ['enable-subsets', 'subsets', 'workflows', 'associate-workflows', 'end-customers']) {
      expect(names).toContain(`tickets/${mpa}/${kind}-${mpa}.txt`);
      expect(names).toContain(`tickets/${mpa}/${kind}-${mpa}.eml`);
    }
  }
  const written = ['account-lists', 'sheets', 'tickets'].flatMap((part) =>
    readdirSync(join(out, part), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  expect(written).toHaveLength(new Set(names).size);
  await readsAsItShould(cli, out, first);

  // Made anew where one is already, in another place, the bytes are the same.
  const elsewhere = join(cli.folder, 'elsewhere');
  renameSync(out, elsewhere);
  expect((await cli.json<DemoDocument>('demo', '--out', elsewhere)).files).toEqual(first.files);
});

async function readsAsItShould(cli: Enroll, out: string, { ledger }: DemoDocument): Promise<void> {
  const mail = readFileSync(join(out, 'tickets/098700005432/end-customers-098700005432.eml'), 'utf8');
  expect(mail).toMatch(/^X-Unsent: 1\r?$/m);
  expect(mail).toMatch(/^To: .*representative@vendor\.example/m);
  const lines = readFileSync(join(out, 'sheets/004200110077/sheet4-subset-workflow-004200110077.csv'), 'utf8');
  expect(lines).toBe(
    [
      '\uFEFFSubset Name,Billing Workflow Name',
      'Logistics,Charge back at on-demand',
      'Platform,Charge back at on-demand',
      'Research,Summer discount',
      'Retail,Charge back at on-demand',
      'Shared services,Charge back at on-demand',
      '',
    ].join('\r\n'),
  );
  const { stdout } = await cli.run('workflows', 'text', 'Standard resale', '--ledger', ledger, '--mpa', 'Example MSP');
  expect(stdout.trim().split('\n')).toEqual([
    'Standard resale:',
    '',
    '1. Replace RI Discount with Public on-demand price when RIs are purchased by 098700005432',
    '2. Replace Savings Plan Discount with Public on-demand price when Savings Plans are purchased by 098700005432',
    '3. Remove EDP Discount so it is not shared with customer',
    '4. Uplift the price of all services by 3%',
  ]);
}

test('a rehearsal counts in a demo, and says so; the procedure goes on from it', async () => {
  const cli = enroll();
  const { ledger } = await cli.json<DemoDocument>('demo', '--out', join(cli.folder, 'demo'));
  const of = ['--ledger', ledger, '--mpa', 'Tailspin Bakery'];
  const steps = await cli.run('steps', ...of);
  expect(steps.stdout).toContain('1 of 2 steps closed');
  expect(steps.stdout).toMatch(/connect +Connect the payer account +done \(simulated\)/u);
  expect((await cli.run('aws', 'status', ...of)).stdout).toMatch(
    /extractor-stack +Extractor stack +in place \(simulated\)/u,
  );
  const copy = join(cli.folder, 'copy.db');
  await cli.run('backup', copy, '--ledger', ledger);
  expect((await cli.run('steps', '--ledger', copy, '--mpa', 'Tailspin Bakery')).stdout).toContain('done (simulated)');
});

test('a folder with other things in it is left alone', async () => {
  const cli = enroll();
  writeFileSync(join(cli.folder, 'mine.txt'), 'mine');
  const ran = await cli.run('demo', '--out', cli.folder);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(/^ALREADY_EXISTS: .* is not empty/);
  expect(readFileSync(join(cli.folder, 'mine.txt'), 'utf8')).toBe('mine');
});
