/** What a quick-create link of CloudFormation says (docs/aws.md: 'Quick-create links'). */
export interface QuickCreateLink {
  templateUrl: string;
  /** Null where the link names none. */
  stackName: string | null;
  /** Null where the link names none. */
  region: string | null;
  /** What the vendor has filled in, by the parameters' exact names; not to be changed (docs/procedure.md: 'AWS set-up values'). */
  parameters: Readonly<Record<string, string>>;
}

/** Why a text is no such link. */
export interface LinkProblem {
  problem: string;
}

const CONSOLE_HOSTS = /^(?:[a-z0-9-]+\.)?console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/u;

/**
 * Reads a link as mails bring it: in any of the console's spellings, wrapped over lines, with `&amp;`, or behind a mail filter's own
 * address.
 */
export function readQuickCreateLink(text: string): QuickCreateLink | LinkProblem {
  const url = toUrl(unwrap(text));
  if (url === null) return { problem: 'it is no web address' };
  if (url.protocol !== 'https:') return { problem: 'it does not begin with https://' };
  if (!CONSOLE_HOSTS.test(url.hostname)) return { problem: `it leads to ${url.hostname}, not to the AWS console` };
  const hash = url.hash.startsWith('#') ? url.hash.slice(1) : url.hash;
  const at = hash.indexOf('?');
  if (!/^\/?stacks?(?:[/:?]|$)/u.test(hash)) return { problem: 'it does not lead to the creation of a stack' };
  const query = parseQuery(at < 0 ? '' : hash.slice(at + 1));
  const templateUrl = query.get('templateURL') ?? query.get('templateUrl') ?? '';
  if (templateUrl === '') return { problem: 'it names no template (templateURL)' };
  const end = cutEnd(hash, templateUrl);
  if (end !== null) return { problem: `it seems to be cut off: ${end}` };
  const parameters = [...query].flatMap(([name, value]) =>
    name.startsWith('param_') ? [[name.slice(6), value] as const] : [],
  );
  const region =
    url.searchParams.get('region') ?? /^([a-z]{2}(?:-[a-z]+)+-\d)\.console\./u.exec(url.hostname)?.[1] ?? null;
  return { templateUrl, stackName: query.get('stackName') || null, region, parameters: Object.fromEntries(parameters) };
}

/** How one sees that a mail program has cut the link off, in words that end a sentence; null where one does not. */
function cutEnd(hash: string, templateUrl: string): string | null {
  const last = hash.split(/[?&]/u).at(-1) ?? '';
  if (/%[0-9a-f]?$/iu.test(last) || (last !== '' && !last.includes('='))) return `it ends in '${last.slice(-30)}'`;
  const template = toUrl(templateUrl);
  const isWhole = template?.hostname.includes('.') === true && template.pathname.length > 1;
  return isWhole ? null : `its template has the address ${templateUrl.slice(0, 100)}`;
}

/** Whether reading gave a link. */
export function isLink(read: QuickCreateLink | LinkProblem): read is QuickCreateLink {
  return !('problem' in read);
}

/** CloudFormation's rule for names of stacks: letters, digits and hyphens, a letter first, at most 128. */
export function isStackName(name: string): boolean {
  return /^[A-Za-z][-A-Za-z0-9]{0,127}$/u.test(name);
}

/** Whether a template lies in S3, in one of the spellings of its addresses. */
export function isS3Url(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && /(?:^|\.)s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/u.test(hostname);
}

/** An address as it may be shown and kept: without its query, which may be a signature that lets anybody read what lies there. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/su, '');
}

/** Lines that a mail program broke, quotes around it, HTML's ampersands, and the address of a mail filter, taken away. */
function unwrap(text: string): string {
  const bare =
    /^(?:<(.*)>|"(.*)"|'(.*)')$/su
      .exec(text.trim())
      ?.slice(1)
      .find((part) => part !== undefined) ?? text.trim();
  const joined = bare.replaceAll(/[\r\n]+\s*/gu, '').replaceAll('&amp;', '&');
  const outer = toUrl(joined);
  if (outer === null || !outer.hostname.endsWith('.safelinks.protection.outlook.com')) return joined;
  return outer.searchParams.get('url') ?? joined;
}

function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/**
 * The query within the hash. A plus sign stays one: in a signed template address it is no space. An address that was not encoded keeps
 * what follows its own question mark, up to the next name that a link may have.
 */
function parseQuery(query: string): Map<string, string> {
  const found = new Map<string, string>();
  let last: string | null = null;
  for (const part of query.split('&')) {
    const at = part.indexOf('=');
    const name = decode(at < 0 ? part : part.slice(0, at));
    const known =
      /^(?:templateURL|templateUrl|stackName|param_.*|filter.*|sectionBehavior|hideStacks|viewNested)$/u.test(name);
    if (known) {
      found.set(name, decode(at < 0 ? '' : part.slice(at + 1)));
      last = name;
    } else if (last === 'templateURL' || last === 'templateUrl') {
      found.set(last, `${found.get(last) ?? ''}&${part}`);
    }
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that is no escape: taken as it stands.
    return text;
  }
}
