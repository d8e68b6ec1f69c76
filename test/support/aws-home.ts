import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from './temp-core.ts';

/** A home of a test's own. */
export interface AwsHome {
  /** HOME is the home; the PATH has its folder `bin` alone. */
  environment: { HOME: string; PATH: string };
  /** The path of a file of the home. */
  path: (...names: string[]) => string;
}

/** @param config of ~/.aws/config @param programs executable scripts by name */
export function awsHome(config: string, programs: Readonly<Record<string, string>> = {}): AwsHome {
  const home = tempFolder();
  const bin = join(home, 'bin');
  mkdirSync(join(home, '.aws'));
  mkdirSync(bin);
  writeFileSync(join(home, '.aws', 'config'), config);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  return { environment: { HOME: home, PATH: bin }, path: (...names) => join(home, ...names) };
}
