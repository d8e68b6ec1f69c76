import { describe, expect, it } from 'vitest';
import { allReportDamages, damageReports, reportTallyText } from './report-rounds.ts';
import { chooseRounds } from './rounds.ts';

describe('a damaged cost report', () => {
  /** A few; `npm run faults -- --kind reports --all` does all. */
  it('is refused, or read with all of its lines, and leaves nothing half; what nobody can find is counted', async () => {
    const chosen = chooseRounds('damaged cost reports', allReportDamages(), 36);
    const { faults, tallies } = await damageReports({ ...chosen, parallel: 2 });
    expect(faults).toEqual([]);
    process.stdout.write(`${tallies.map(reportTallyText).join('\n')}\n`);
    const packedCuts = tallies.filter(({ what }) => what === 'csv.gz, cut' || what === 'zip, cut');
    expect(packedCuts.map(({ refused }) => refused)).toEqual([3, 3]);
  });

  it('is cut and changed 200 times in each of its forms in a full run', () => {
    const all = allReportDamages();
    expect(new Set(all.map(({ name }) => name)).size).toBe(2400);
    expect(all.filter(({ form, how }) => form === 'Parquet' && how === 'flip')).toHaveLength(200);
  });
});
