import { arch, platform, release } from 'node:os';
import type { About } from '../../../shared/contract/about.ts';
import { builtInSqlite } from '../diagnose/diagnose.ts';

/** What runs here. @param program its version and its host */
export function aboutProgram({ version, host }: Pick<About, 'version' | 'host'>): About {
  const { node, electron = null, chrome = null } = process.versions as NodeJS.ProcessVersions & { chrome?: string };
  return {
    version,
    host,
    node,
    electron: electron ?? null,
    chromium: chrome,
    sqlite: builtInSqlite(),
    system: `${platform()} ${release()}, ${arch()}`,
  };
}
