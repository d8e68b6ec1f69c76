/** True on Windows, where it prints why its tests are skipped. For `test.skipIf`. */
export function skipOnWindows(reason: string): boolean {
  return skip(process.platform === 'win32', reason);
}

/** True where the system is not Linux, and then prints why its tests are skipped. For `test.skipIf`. */
export function skipOffLinux(reason: string): boolean {
  return skip(process.platform !== 'linux', reason);
}

function skip(here: boolean, reason: string): boolean {
  if (here) process.stderr.write(`Skipped on ${process.platform}: ${reason}\n`);
  return here;
}
