import { userInfo } from 'node:os';

/**
 * The name of the user who runs the program, as the system has it. A user of whom the system knows no name, as in a container that was
 * started with a number, is called by what the environment says, or by that number.
 */
export function userName(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  try {
    return userInfo().username;
  } catch {
    // The system's error says no more than that there is no entry.
    return environment['LOGNAME'] || environment['USER'] || `user ${process.getuid?.() ?? 'without a name'}`;
  }
}
