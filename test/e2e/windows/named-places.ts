/** A place of the command line where a person names a file or folder. */
export interface NamedPlace {
  /** How the error calls it. */
  readonly what: string;
  readonly args: (path: string) => string[];
  readonly env?: (path: string) => Record<string, string>;
}

/** All of them. `ledger` has a payer account, an import `list` and a sandbox that is not running. */
export function namedPlaces(ledger: string, list: string): NamedPlace[] {
  const on = (...args: string[]): string[] => ['--ledger', ledger, ...args];
  return [
    { what: '--ledger', args: (path) => ['--ledger', path, 'mpa', 'list'] },
    { what: 'ENROLL_LEDGER', args: () => ['mpa', 'list'], env: (path) => ({ ENROLL_LEDGER: path }) },
    { what: 'ENROLL_SANDBOX', args: () => on('sandbox', 'status'), env: (path) => ({ ENROLL_SANDBOX: path }) },
    { what: '--dir', args: (path) => on('sandbox', '--dir', path, 'status') },
    { what: 'FILE', args: (path) => on('backup', path) },
    { what: 'FILE', args: (path) => on('restore', path, '--yes') },
    { what: 'FILE', args: (path) => on('import', path) },
    { what: '--rejects', args: (path) => on('import', list, '--rejects', path) },
    { what: '--out', args: (path) => on('export', '3', '--out', path) },
    { what: '--out', args: (path) => on('ticket', 'subsets', '--out', path) },
    { what: '--out', args: (path) => on('ticket', 'save', '1', '--out', path) },
    { what: '--out', args: (path) => on('aws', 'handoff', '--out', path) },
    { what: 'FILE', args: (path) => on('aws', 'role-template', path) },
    { what: '--out', args: (path) => ['demo', '--out', path] },
    { what: '--out', args: (path) => on('diagnose', '--out', path) },
  ];
}

/** Names that Windows keeps nothing under, with what the error says of each. */
export const UNUSABLE: readonly (readonly [string, string])[] = [
  ['aux.db', 'aux.db is the name of a device in Windows (AUX)'],
  ['CON', 'CON is the name of a device in Windows (CON)'],
  ['nul.tar.xlsx', 'nul.tar.xlsx is the name of a device in Windows (NUL)'],
  ['com1', 'com1 is the name of a device in Windows (COM1)'],
  ['Prn .xlsx', 'Prn .xlsx is the name of a device in Windows (PRN)'],
  ['lpt9\\list.xlsx', 'lpt9 is the name of a device in Windows (LPT9)'],
  ['sheets.', 'sheets. ends with a dot, which Windows drops'],
  ['sheets \\list.xlsx', 'sheets  ends with a space, which Windows drops'],
  ['list.xlsx:two', 'list.xlsx:two has : in it, which Windows allows in no name'],
  ['what?.xlsx', 'what?.xlsx has ? in it, which Windows allows in no name'],
];
