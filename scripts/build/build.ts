import { bin, runCollected } from '../run.ts';
import { isUpToDate, markBuilt } from './stamps.ts';

type PartName = 'main' | 'preload' | 'renderer';

/** A part of the build: what it is made of and the command that makes it. */
interface Part {
  readonly name: PartName;
  readonly sources: readonly string[];
  readonly command: readonly [tool: string, ...args: string[]];
}

const COMMON = ['package-lock.json', 'tsconfig.base.json'];

const PARTS: readonly Part[] = [
  {
    name: 'main',
    sources: [...COMMON, 'vite.main.config.ts', 'main', 'shared'],
    command: ['vite', 'build', '--config', 'vite.main.config.ts'],
  },
  {
    name: 'preload',
    sources: [...COMMON, 'vite.preload.config.ts', 'main/hosts/desktop/preload'],
    command: ['vite', 'build', '--config', 'vite.preload.config.ts'],
  },
  {
    name: 'renderer',
    sources: [...COMMON, 'vite.renderer.config.ts', 'renderer', 'shared'],
    command: ['vite', 'build', '--config', 'vite.renderer.config.ts'],
  },
];

/**
 * Builds the parts that are out of date.
 * @param options.force also those that are not
 * @param options.only no other parts than these
 * @throws Error with the tool's output when one of them can't be built.
 */
export async function build({
  force = false,
  only,
}: { force?: boolean; only?: readonly PartName[] } = {}): Promise<void> {
  await Promise.all(
    PARTS.filter(({ name }) => only?.includes(name) ?? true).map(
      async ({ name, sources, command: [tool, ...args] }) => {
        if (!force && isUpToDate(name, sources)) return;
        const started = Date.now();
        const { code, output } = await runCollected(bin(tool), args);
        if (code !== 0) throw new Error(`The ${name} part can't be built:\n${output}`);
        markBuilt(name, started);
      },
    ),
  );
}
