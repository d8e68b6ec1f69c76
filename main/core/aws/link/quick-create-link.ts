import { isTemplateAddress, readTemplateAddress, REGION } from './template-address.ts';
import type { TemplateAddress } from './template-address.ts';

/** What a quick-create link of CloudFormation says (docs/aws.md: 'Quick-create links'). */
export interface QuickCreateLink {
  templateUrl: string;
  /** What that address says. */
  template: TemplateAddress;
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

/** The hosts of the console, with or without a region in front (docs/aws.md: 'Quick-create links'). */
const CONSOLE_HOST = new RegExp(
  String.raw`^(?:(${REGION})\.)?console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$`,
  'u',
);

/** The console's pages on which a stack is made. */
const PAGE = /^\/?stacks\/(?:quickcreate|new|create(?:\/(?:review|template|parameters))?)$/u;

/**
 * Reads a link as mails bring it: in any of the console's spellings, wrapped over lines, with `&amp;`, or behind a mail filter's own
 * address. What programs could read in two ways is no link: a parameter that comes twice, a port, a user.
 */
export function readQuickCreateLink(text: string): QuickCreateLink | LinkProblem {
  const url = toUrl(unwrap(text));
  if (url === null) return { problem: 'it is no web address' };
  const elsewhere = consoleProblem(url);
  if (elsewhere !== null) return { problem: elsewhere };
  const { page, parts } = pageOf(url);
  if (!PAGE.test(page)) return { problem: 'it does not lead to the creation of a stack' };
  const twice = doubled([...parts.map(([name]) => name), ...[...url.searchParams.keys()].map((name) => `?${name}`)]);
  if (twice !== null) return { problem: `it has the parameter ${twice} twice` };
  const query = new Map(parts);
  const templateUrl = query.get('templateURL') ?? query.get('templateUrl') ?? '';
  if (templateUrl === '') return { problem: 'it names no template (templateURL)' };
  const end = cutEnd(url.hash, templateUrl);
  if (end !== null) return { problem: `it seems to be cut off: ${end}` };
  const template = readTemplateAddress(templateUrl);
  if (!isTemplateAddress(template)) return { problem: `the address of its template ${template.problem}` };
  const region = regionOf(url);
  if (region instanceof Set) return { problem: `it names two regions: ${[...region].join(' and ')}` };
  const parameters = parts.flatMap(([name, value]) =>
    name.startsWith('param_') ? [[name.slice(6), value] as const] : [],
  );
  const stackName = query.get('stackName') || null;
  return { templateUrl, template, stackName, region, parameters: Object.fromEntries(parameters) };
}

/** Why an address is not one of the console, in words that end a sentence; null where it is. */
function consoleProblem({ protocol, hostname, port, username, password, pathname }: URL): string | null {
  if (protocol !== 'https:') return 'it does not begin with https://';
  if (!CONSOLE_HOST.test(hostname)) return `it leads to ${hostname}, not to the AWS console`;
  if (port !== '') return `it names a port: ${port}`;
  if (username !== '' || password !== '') return 'it names a user in front of its host';
  return /^\/cloudformation(?:\/home)?\/?$/u.test(pathname) ? null : 'it does not lead to the creation of a stack';
}

/** The console's page and its parameters, which are both in the hash. */
function pageOf({ hash }: URL): { page: string; parts: [string, string][] } {
  const at = hash.indexOf('?');
  const page = hash.slice(1, at < 0 ? undefined : at);
  return { page, parts: at < 0 ? [] : parseQuery(hash.slice(at + 1)) };
}

/** The first name that comes twice, whatever its capitals: programs differ in which one they take. Parameters of a template differ by them. */
function doubled(names: readonly string[]): string | null {
  const plain = names.map((name) => (name.startsWith('param_') ? name : name.toLowerCase()));
  return names.find((_name, index) => plain.indexOf(plain[index] ?? '') !== index)?.replace(/^\?/u, '') ?? null;
}

/** The region that a link names; a set where it names two, null where none. */
function regionOf(url: URL): string | Set<string> | null {
  const named = [url.searchParams.get('region'), CONSOLE_HOST.exec(url.hostname)?.[1]];
  const regions = new Set(named.flatMap((region) => region || []));
  return regions.size > 1 ? regions : ([...regions][0] ?? null);
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
  const [inner = joined, ...more] = outer.searchParams.getAll('url');
  return more.length === 0 ? inner : joined;
}

function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/**
 * The query within the hash. A plus sign stays one: in a signed template address it is no space. An address that was not encoded keeps
 * what follows its own question mark, up to the next name that a link may have.
 */
function parseQuery(query: string): [string, string][] {
  const found: [string, string][] = [];
  for (const part of query.split('&')) {
    const at = part.indexOf('=');
    const name = decode(at < 0 ? part : part.slice(0, at));
    const last = found.at(-1);
    if (/^(?:templateurl|stackname|param_.*|filter.*|sectionbehavior|hidestacks|viewnested)$/iu.test(name)) {
      found.push([name, decode(at < 0 ? '' : part.slice(at + 1))]);
    } else if (last?.[0] === 'templateURL' || last?.[0] === 'templateUrl') last[1] += `&${part}`;
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
