import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp-core.ts';
import { filledLedger } from '../support/filled-ledger.ts';
import { allFlips, flip, flippedLedger } from './flip-rounds.ts';
import { chooseRounds } from './rounds.ts';

describe('a changed byte', () => {
  /** A few; `npm run faults -- --kind flips --all` changes bytes of the demo’s ledger in every table and index. */
  it('is found by a look through the ledger, or changes nothing that can be read', () => {
    const ledger = flippedLedger(filledLedger(tempFolder()));
    const { rounds, seed } = chooseRounds('changed bytes', allFlips(), 60);
    const told = rounds.map((round) => ({ name: round.name, ...flip(ledger, round, seed) }));
    expect(told.filter(({ what }) => what === 'missed')).toEqual([]);
    expect(told.some(({ what }) => what === 'found')).toBe(true);
  });

  it('is tried in every table and index, eight times in a full run', () => {
    const objects = new Set(allFlips().map(({ object }) => object));
    for (const object of ['sqlite_schema', 'account', 'audit_event', 'kept_file', 'operation_seal', 'account_name'])
      expect(objects).toContain(object);
    expect(allFlips()).toHaveLength(objects.size * 8);
  });
});
