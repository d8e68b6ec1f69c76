import { z } from 'zod';
import type { BackupFile } from '../../../shared/contract/ledger.ts';
import type { Updates } from '../../host.ts';

/** Backups with the newest first. */
export function newestFirst(backups: readonly BackupFile[]): BackupFile[] {
  return backups.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** What is said of newer versions. @param updates null in a browser */
export function updatesText(updates: Updates | null): { state: 'on' | 'off' | 'refused'; text: string } {
  if (updates === null) {
    return { state: 'off', text: 'Not looked for: whoever serves this page installs newer versions on that computer.' };
  }
  switch (updates.kind) {
    case 'on':
      return {
        state: 'on',
        text: `Looked for at ${updates.url} every six hours; a newer version is installed when you quit. ENROLL_UPDATES=off in the environment turns it off.`,
      };
    case 'refused':
      return { state: 'refused', text: `Not looked for: the channel was refused, because ${updates.why}.` };
    case 'off':
      return { state: 'off', text: OFF[updates.why] };
  }
}

const OFF: Readonly<Record<Extract<Updates, { kind: 'off' }>['why'], string>> = {
  'not packaged': 'Not looked for: this is not the packaged app.',
  'no channel':
    'Off: this app was packed without a channel. Whoever packs it names one with ENROLL_UPDATES_URL, an https web folder.',
  'switched off': 'Turned off by ENROLL_UPDATES=off in the environment.',
};

const licencesSchema = z.object({
  packages: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.int().nullable() })),
  texts: z.array(z.string()),
});

/** The packages that are shipped, with their licences. */
export type Licences = z.infer<typeof licencesSchema>;

/** Reads the list that the build has put beside the page. @throws Error where it is not there */
export async function readLicences(fetchFile: typeof fetch = fetch): Promise<Licences> {
  const answer = await fetchFile('licences.json');
  if (!answer.ok) throw new Error(`licences.json: ${answer.status}`);
  return licencesSchema.parse(await answer.json());
}
