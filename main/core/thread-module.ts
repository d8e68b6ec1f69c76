const SOURCES = {
  'ledger-thread': './threads/ledger-thread.ts',
  'read-thread': './spreadsheets/read-thread.ts',
} as const;

/** Where the module of a thread is: a source where sources run, else beside all else that was built (ADR 15). */
export function threadModule(name: keyof typeof SOURCES): URL {
  return new URL(import.meta.url.endsWith('.ts') ? SOURCES[name] : `./${name}.js`, import.meta.url);
}
