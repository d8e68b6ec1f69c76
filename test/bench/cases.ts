import { AWS_CASES } from './aws-cases.ts';
import { COST_CASES } from './cost-cases.ts';
import type { BenchSize } from './data.ts';
import { prepareFixture } from './fixture.ts';
import type { CaseResult } from './measure.ts';
import { OUR_CASES } from './our-cases.ts';
import { PEER_CASES } from './peer-cases.ts';
import { READING_CASES } from './reading-cases.ts';

/** One measured piece of work. */
export interface Case {
  /** Why it can't be run on this machine; null when it can. */
  missing?: () => string | null;
  /** What has to be there before; not measured. Gives the folder or whatever text `run` is given. */
  prepare?: (folder: string, size: BenchSize) => string | Promise<string>;
  run: (prepared: string, size: BenchSize) => Promise<CaseResult>;
  finish?: () => Promise<void>;
  /** Whether the event loop must not stand still meanwhile. */
  stalls?: boolean;
}

/** Every case by its name. */
export const CASES: Readonly<Record<string, Case>> = {
  prepare: {
    run: async (folder, size) => {
      await prepareFixture(folder, size);
      return { checked: 'prepared' };
    },
  },
  ...OUR_CASES,
  ...PEER_CASES,
  ...READING_CASES,
  ...AWS_CASES,
  ...COST_CASES,
};
