import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What one run of one case cost. Milliseconds and MiB. */
export interface Measured {
  wallMs: number;
  cpuMs: number;
  peakMib: number;
  /** The longest time the process's own event loop stood still; null where the case does not promise anything about it. */
  stallMs: number | null;
  /** What the case saw, so that a run that did nothing is noticed. */
  checked: string;
  /** Further figures of the case. */
  extra?: Record<string, number>;
}

/** What a case tells of its run. `use` is of a process that it started, in place of its own. */
export interface CaseResult {
  checked: string;
  extra?: Record<string, number>;
  use?: Pick<Measured, 'cpuMs' | 'peakMib'>;
}

/** Runs a function once and measures the process around it; for use in a process of its own. */
export async function measure(run: () => Promise<CaseResult>, options: { stalls: boolean }): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  if (options.stalls) delay.enable();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { checked, extra, use } = await run();
  const wallMs = performance.now() - start;
  const used = process.cpuUsage(cpu);
  delay.disable();
  return {
    wallMs,
    cpuMs: (used.user + used.system) / 1000,
    peakMib: process.resourceUsage().maxRSS / 1024,
    stallMs: options.stalls ? delay.max / 1e6 : null,
    checked,
    ...(extra && { extra }),
    ...use,
  };
}
