import { z } from 'zod';
import { useRemembered, useSession } from './session.ts';

/** Where the files that a page makes go. */
export interface Folder {
  /** Whether files can go to a folder at all; in a browser they are downloads. */
  readonly canChoose: boolean;
  /** Empty until one is chosen. */
  readonly path: string;
  /** Whether one has to be chosen first. */
  readonly isMissing: boolean;
  /** Asks for another one. */
  readonly choose: () => Promise<void>;
}

/** A folder of this computer that a person chooses, kept for the next time. @param name as of `useRemembered` */
export function useFolder(name: string): Folder {
  const { host } = useSession();
  const [path, setPath] = useRemembered(name, z.string(), '');
  const canChoose = host.can.saveToPath;
  const choose = async (): Promise<void> => {
    const chosen = await host.pickFolder('Choose the folder for the files');
    if (chosen !== null) setPath(chosen);
  };
  return { canChoose, path, isMissing: canChoose && path.trim() === '', choose };
}
