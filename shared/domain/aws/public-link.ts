import { isPlainParameter } from './shown-link.ts';

/** What else a link may have that says nothing: the stack's name, and how the console shows its page. */
const HARMLESS = /^(?:stackName|filter.*|sectionBehavior|hideStacks|viewNested)$/iu;

/** A link of which nothing can be told apart. */
const PAGE = 'https://console.aws.amazon.com/cloudformation/home#/stacks/quickcreate';

/**
 * A quick-create link without what is or may be secret in it: the signature of its template's address and all else behind that address's
 * question mark but the version, and the values of parameters that are not known to be harmless, because the template may say that nobody
 * may see them (NoEcho). What is written in another way than the console does is left out as a whole.
 * @returns the same text where there is nothing secret in it
 */
export function publicLink(link: string): string {
  const whole = /^(https:\/\/[^?#\s"'<>]+)(?:\?(region=[a-z0-9-]*)?)?#([^?\s"'<>]*)\?([^\s"'<>]*)$/u.exec(link);
  if (whole === null || link.includes('&amp;')) return PAGE;
  const [, place = '', region = '', page = '', query = ''] = whole;
  const parts = query.split('&').flatMap(publicPart);
  const found = `${place}${link.charAt(place.length) === '?' ? `?${region}` : ''}#${page}?${parts.join('&')}`;
  return parts.length === 0 ? PAGE : found;
}

function publicPart(part: string): string[] {
  const at = part.indexOf('=');
  const name = at < 0 ? part : part.slice(0, at);
  const value = at < 0 ? '' : part.slice(at + 1);
  if (/^templateurl$/iu.test(name)) return [`${name}=${publicAddress(value)}`];
  if (HARMLESS.test(name) || (name.startsWith('param_') && isPlainParameter(name.slice('param_'.length))))
    return [part];
  // Its name says which one it was.
  return /^param_\w+$/u.test(name) ? [`${name}=`] : [];
}

/** The address of a template, encoded as it was, with nothing behind its question mark but the version. */
function publicAddress(encoded: string): string {
  const address = decoded(encoded);
  if (address === null) return '';
  const at = address.search(/[?#]/u);
  if (at < 0) return encoded;
  const version = address
    .slice(at + 1)
    .split('&')
    .filter((part) => /^versionId=[\w.-]+$/u.test(part));
  const bare = version.length === 1 ? `${address.slice(0, at)}?${version[0]}` : address.slice(0, at);
  return bare === address ? encoded : encodeURIComponent(bare);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
