/** One case in a process of its own: `node run-case.ts NAME FOLDER ACCOUNTS SUBSETS`. Prints what it measured as JSON. */
import { CASES } from './cases.ts';
import { measure } from './measure.ts';

const [name = '', folder = '', accounts = '0', subsets = '0'] = process.argv.slice(2);
const found = CASES[name];
if (!found) throw new Error(`there is no case named ${name}`);
const size = { accounts: Number(accounts), subsets: Number(subsets) };
const missing = found.missing?.() ?? null;
if (missing !== null) {
  console.log(JSON.stringify({ missing }));
} else {
  const prepared = (await found.prepare?.(folder, size)) ?? folder;
  const measured = await measure(() => found.run(prepared, size), { stalls: found.stalls === true });
  await found.finish?.();
  console.log(JSON.stringify(measured));
}
process.exit();
