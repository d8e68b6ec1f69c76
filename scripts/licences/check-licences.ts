/** What is read of a package in package-lock.json, by its folder; the project itself has none. */
export type LicensedPackages = Readonly<
  Record<string, { readonly version?: string; readonly license?: string; readonly dev?: boolean }>
>;

/** What may be shipped with the program: they ask for their text to come along, or for nothing. */
const SHIPPED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);
/** What we may build and test with besides: it changes nothing of what is shipped. */
const TOOLS: ReadonlySet<string> = new Set(['MPL-2.0', 'WTFPL']);

/** Packages whose package.json does not say it in the form of SPDX, each with what it comes to and why. */
const LOOKED_UP: Readonly<Record<string, string>> = {
  // It says 'MIT/X11'.
  'chainsaw@0.1.0': 'MIT',
};
/** Packages that name no licence at all, and why they may stay. */
const UNNAMED: ReadonlySet<string> = new Set([
  // exceljs needs it, which our tests alone use. Its next version names MIT/X11.
  'buffers@0.1.1',
]);

/**
 * Says of each package whose licence is not allowed what is the matter.
 * @returns a sentence each; none where all may be used
 */
export function refusedLicences(packages: LicensedPackages): string[] {
  return Object.entries(packages).flatMap(([folder, { version = '', license, dev = false }]) => {
    if (folder === '') return [];
    const name = `${folder.split('node_modules/').at(-1) ?? folder}@${version}`;
    const licence = LOOKED_UP[name] ?? license;
    if (dev && UNNAMED.has(name)) return [];
    if (licence === undefined) return [`${name} names no licence. Look it up, and write it into check-licences.ts.`];
    const allowed = dev ? new Set([...SHIPPED, ...TOOLS]) : SHIPPED;
    if (isAllowed(licence, allowed)) return [];
    return [`${name} has the licence ${licence}, which is not allowed ${dev ? 'for tools' : 'for what is shipped'}.`];
  });
}

/** Whether a licence expression of SPDX (spdx.org, 'SPDX License Expressions') is met by what is allowed. */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const bare = expression.trim().replace(/^\(([^()]*)\)$/u, '$1');
  if (bare.includes('(')) return false;
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));
}
