/**
 * Names that Windows keeps for devices, in any case and with any extension: what opens `aux.db` there talks to a serial port and may
 * wait for ever (Microsoft, 'Naming Files, Paths, and Namespaces'). Superscript digits count as digits.
 */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?= *(?:[.:]|$))/iu;

/** What no name in Windows may have in it; a colon would name a hidden stream of another file. */
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001F]/u;

/** UTF-16 units; of NTFS and of most others. */
const LONGEST_NAME = 255;

/**
 * Why Windows can't keep a file or folder under a name, as the rest of a sentence that begins with the name; null where it can.
 * @param name one name, without folders
 */
export function windowsNameFault(name: string): string | null {
  const device = DEVICE.exec(name)?.[0];
  if (device !== undefined) return `is the name of a device in Windows (${device.toUpperCase()})`;
  const forbidden = FORBIDDEN.exec(name)?.[0];
  if (forbidden !== undefined) {
    const shown = forbidden < ' ' ? `the control character ${forbidden.charCodeAt(0)}` : forbidden;
    return `has ${shown} in it, which Windows allows in no name`;
  }
  // Windows drops them without a word, and the file has another name than the one that was given.
  if (/[. ]$/u.test(name)) return `ends with a ${name.endsWith('.') ? 'dot' : 'space'}, which Windows drops`;
  if (name.length > LONGEST_NAME) return `has ${name.length} characters, and Windows allows ${LONGEST_NAME}`;
  return null;
}

/** A part of a path that Windows can't keep, and why: the rest of a sentence that begins with the part. */
export interface PathFault {
  readonly part: string;
  readonly why: string;
}

/** Drives, shares, and both in their long form: `C:\`, `\\server\share\`, `\\?\C:\`, `\\?\UNC\server\share\`. */
const ROOT =
  /^(?:\\\\\?\\UNC\\[^\\]+\\[^\\]+|\\\\\?\\(?:[a-z]:|Volume\{[0-9a-f-]+\})|\\\\(?![?.](?:\\|$))[^\\]+\\[^\\]+|[a-z]:)(?:\\|$)/iu;

/**
 * The first part of a whole Windows path under which nothing can be kept; null where all is well.
 * @param path from its drive or share on, as `resolve` gives it
 */
export function windowsPathFault(path: string): PathFault | null {
  const whole = path.replaceAll('/', '\\');
  const root = ROOT.exec(whole)?.[0];
  if (root === undefined) return { part: path, why: 'is on no drive and on no share' };
  for (const part of whole.slice(root.length).split('\\')) {
    const why = part === '' ? null : windowsNameFault(part);
    if (why !== null) return { part, why };
  }
  return null;
}
