import { z } from 'zod';
import { nothing, task } from './base.ts';

/** What runs here: the product's version, and those of what it runs on. */
export const aboutSchema = z.object({
  /** '0.1.0' */
  version: z.string(),
  host: z.enum(['desktop', 'web', 'cli', 'test']),
  node: z.string(),
  /** Null outside of the desktop app. */
  electron: z.string().nullable(),
  chromium: z.string().nullable(),
  sqlite: z.string(),
  /** 'linux 6.1.0, x64' */
  system: z.string(),
});

/** About the program: for a person who is asked for it, and for support. */
export const about = {
  get: task(nothing, aboutSchema),
};

export type About = z.infer<typeof aboutSchema>;
