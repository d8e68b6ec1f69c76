/** `npm run faults [-- --times 500] [--seed N]`: kills commands at random moments and looks at what is left. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { killRounds } from './kill-rounds.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '500' },
    parallel: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seed = Number(values.seed);
say(`Kill -9, ${values.times} times, seed ${seed}`);
const began = performance.now();
const tallies = await killRounds({ rounds: Number(values.times), parallel: Number(values.parallel), seed, say });
for (const { action, rounds, killed, atWork, before, after, unclean, faults } of tallies) {
  say(
    `${action}: ${rounds} rounds, ${killed} killed in time (${atWork} at work), left as before ${before}, as after ${after}, noticed at opening ${unclean}, faults ${faults.length}`,
  );
  for (const fault of faults) say(`  ${fault}`);
}
const faults = tallies.reduce((sum, tally) => sum + tally.faults.length, 0);
say(`${faults} faults in ${Math.round((performance.now() - began) / 1000)} s`);
process.exitCode = faults === 0 ? 0 : 1;
