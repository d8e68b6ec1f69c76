/**
 * Names that Windows keeps for devices, in any case and with any extension: what opens `aux.db` there talks to a serial port and may
 * wait for ever (Microsoft, 'Naming Files, Paths, and Namespaces'). Superscript digits count as digits.
 */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?= *(?:[.:]|$))/iu;

/** What no name in Windows may have in it; a colon would name a hidden stream of another file. */
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001F]/u;

/** UTF-16 units of NTFS, bytes of most others. */
export const LONGEST_NAME = 255;

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

/** A part of a path that a system can't keep, and why: the rest of a sentence that begins with the part. */
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

/** Bytes of a whole path, as the systems' calls take it (PATH_MAX, without the NUL at its end). */
const LONGEST_PATH = { linux: 4095, darwin: 1023 } as const;

/**
 * The same for other systems, which keep every name that is not too long for them: a name of Linux has 255 bytes, one of macOS as many
 * UTF-16 units.
 * @param path from the root on
 */
export function posixPathFault(path: string, platform: 'linux' | 'darwin'): PathFault | null {
  if (path.includes('\0')) return { part: short(path), why: 'has a NUL character in it' };
  for (const part of path.split('/')) {
    const length = platform === 'darwin' ? part.length : bytesOf(part);
    if (length > LONGEST_NAME) {
      const unit = platform === 'darwin' ? 'characters' : 'bytes';
      return { part: short(part), why: `is too long: it has ${length} ${unit}, and a name may have ${LONGEST_NAME}` };
    }
  }
  const length = bytesOf(path);
  if (length <= LONGEST_PATH[platform]) return null;
  return {
    part: short(path),
    why: `is too long: it has ${length} bytes, and a path may have ${LONGEST_PATH[platform]}`,
  };
}

/** How many bytes a name takes on a disk, as UTF-8. */
export function bytesOf(name: string): number {
  let bytes = 0;
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What is too long to be read by anybody. */
function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
