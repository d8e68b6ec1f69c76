/** What an advisory says of one package. */
export interface Advisory {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  /** Ranges of versions; one that holds is enough. */
  readonly affected: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads advisories about packages of npm.
 * @param value JSON of OSV, an answer of osv.dev, a report of osv-scanner, or of `npm audit --json`, in lists as well
 * @throws Error where it is none of these: a file that is not understood must not look like one that finds nothing
 */
export function readAdvisories(value: unknown): Advisory[] {
  if (Array.isArray(value)) return value.flatMap(readAdvisories);
  const json = asObject(value, 'The file');
  if (Array.isArray(json['vulns'])) return json['vulns'].flatMap(readAdvisories);
  if (Array.isArray(json['results'])) return json['results'].flatMap(readAdvisories);
  // osv-scanner: a result has packages, each with vulnerabilities.
  if (Array.isArray(json['packages'])) return json['packages'].flatMap(readAdvisories);
  if (Array.isArray(json['vulnerabilities'])) return json['vulnerabilities'].flatMap(readAdvisories);
  if (Array.isArray(json['affected'])) return fromOsv(json, json['affected']);
  if (isObject(json['vulnerabilities'])) return Object.entries(json['vulnerabilities']).flatMap(fromAudit);
  if (isObject(json['advisories'])) return Object.values(json['advisories']).map(fromOldAudit);
  // osv.dev answers so to a question to which it knows nothing.
  if (Object.keys(json).length === 0) return [];
  throw new Error('It is neither of OSV (affected, vulns, results) nor of npm audit (vulnerabilities, advisories).');
}

/** OSV (ossf.github.io/osv-schema): one advisory about several packages. */
function fromOsv(json: Json, affected: readonly unknown[]): Advisory[] {
  // One that was taken back.
  if (json['withdrawn'] !== undefined) return [];
  const id = text(json['id']) || 'an advisory without an ID';
  return affected.flatMap((each) => {
    const entry = asObject(each, id);
    const { ecosystem, name } = asObject(entry['package'], id);
    if (text(ecosystem).toLowerCase() !== 'npm') return [];
    const versions = list(entry['versions']).map((version) => `=${text(version)}`);
    const ranges = list(entry['ranges']).flatMap((range) => fromEvents(asObject(range, id), id));
    // Without versions and ranges all are meant.
    const all = versions.length === 0 && ranges.length === 0 ? ['*'] : [];
    return [{ id, title: text(json['summary']), name: text(name), affected: [...versions, ...ranges, ...all] }];
  });
}

/** The events of a range, in their order: where it begins, and where it ends. */
function fromEvents(range: Json, id: string): string[] {
  if (text(range['type']).toUpperCase() === 'GIT') return [];
  const found: string[] = [];
  let from: string | null = null;
  for (const each of list(range['events'])) {
    const event = asObject(each, id);
    const [introduced, fixed, last] = [event['introduced'], event['fixed'], event['last_affected']].map(text);
    if (introduced !== '') from = introduced ?? null;
    if (from === null) continue;
    if (fixed !== '') found.push(`>=${from} <${fixed}`);
    else if (last !== '') found.push(`>=${from} <=${last}`);
    else continue;
    from = null;
  }
  if (from !== null) found.push(`>=${from}`);
  return found;
}

/** npm audit since npm 7: by the package; what comes to it through another package is told at that one. */
function fromAudit([name, value]: [string, unknown]): Advisory[] {
  return list(asObject(value, name)['via']).flatMap((via) => {
    if (typeof via === 'string') return [];
    const { source, url, title, range, name: of } = asObject(via, name);
    const id = text(url) || `advisory ${text(source)}`;
    return [{ id, title: text(title), name: text(of) || name, affected: [text(range) || '*'] }];
  });
}

/** npm audit before npm 7, and what the registry answers to it. */
function fromOldAudit(value: unknown): Advisory {
  const { id, url, title, module_name: name, vulnerable_versions: range } = asObject(value, 'An advisory');
  return {
    id: text(url) || `advisory ${text(id)}`,
    title: text(title),
    name: text(name),
    affected: [text(range) || '*'],
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: unknown, where: string): Json {
  if (isObject(value)) return value;
  throw new Error(`${where} has something else where an object should be.`);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
