import { bucketNameProblem } from '../../../../shared/domain/aws/bucket-name.ts';

/** Where a template lies in Amazon S3. */
export interface TemplateAddress {
  readonly bucket: string;
  readonly key: string;
  /** The version that the address names; null where it names none: the newest. */
  readonly versionId: string | null;
}

/** Why a text is no such address, in words that end a sentence; without its query, which may be a signature. */
export interface AddressProblem {
  readonly problem: string;
}

/** AWS's names of regions: us-east-1, us-gov-west-1, ap-southeast-5. */
export const REGION =
  '(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-[1-9]';

/** The hosts of S3, with the bucket in front of them or as the first part of the path (Amazon S3, 'Methods for accessing a bucket'). */
const HOST = new RegExp(
  String.raw`^(?:(.+)\.)?s3(?:\.amazonaws\.com|[.-]${REGION}\.amazonaws\.com(?:\.cn)?|\.dualstack\.${REGION}\.amazonaws\.com(?:\.cn)?)$`,
  'u',
);

/** What an address may have behind its question mark: the version, and the members of a signature. */
const QUERY_NAMES =
  /^(?:versionId|X-Amz-(?:Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)|AWSAccessKeyId|Expires|Signature|x-id)$/u;

/**
 * Reads the address of a template. It is one of a closed list of forms: the bucket in the host or in the path, the hosts of S3 with a
 * region, without one, and dualstack. No port, no user, nothing doubled.
 */
export function readTemplateAddress(address: string): TemplateAddress | AddressProblem {
  const parts = /^https:\/\/([^/?#]*)\/([^?#]*)(?:\?([^#]*))?$/u.exec(address);
  if (parts === null) return { problem: 'is no https address of a file' };
  const [, host = '', path = '', query = ''] = parts;
  if (host.includes('@')) return { problem: 'names a user in front of its host' };
  if (host.includes(':')) return { problem: `names a port: ${host}` };
  const form = HOST.exec(host);
  if (form === null) return { problem: `leads to ${host}, which is no address of Amazon S3` };
  const key = decoded(path);
  if (key === null) return { problem: 'has a path that can not be read' };
  const place = form[1] === undefined ? inPath(key) : { bucket: form[1], key };
  if (bucketNameProblem(place.bucket) !== null) return { problem: `names no bucket of Amazon S3: '${place.bucket}'` };
  if (place.key === '' || place.key.endsWith('/')) return { problem: 'names no file in its bucket' };
  return withVersion(place, query);
}

/** Whether reading gave an address. */
export function isTemplateAddress(read: TemplateAddress | AddressProblem): read is TemplateAddress {
  return !('problem' in read);
}

/** A path with its escapes read; null where programs read it in different ways. */
function decoded(path: string): string | null {
  try {
    const key = decodeURIComponent(path);
    const strange = /[\p{Cc}\\]|(?:^|\/)\.{0,2}\/|(?:^|\/)\.{1,2}$/u;
    return /\s/u.test(path) || strange.test(key) ? null : key;
  } catch {
    return null;
  }
}

function inPath(path: string): { bucket: string; key: string } {
  const at = path.indexOf('/');
  return at < 0 ? { bucket: path, key: '' } : { bucket: path.slice(0, at), key: path.slice(at + 1) };
}

function withVersion(place: { bucket: string; key: string }, query: string): TemplateAddress | AddressProblem {
  const parts = query === '' ? [] : query.split('&').map((part) => /^([^=]*)=?(.*)$/su.exec(part) ?? ['', '', '']);
  const names = parts.map(([, name = '']) => name);
  const unknown = names.find((name) => !QUERY_NAMES.test(name));
  if (unknown !== undefined) return { problem: `has '${unknown}' behind its question mark, which no template needs` };
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return { problem: `has '${twice}' twice behind its question mark` };
  const version = parts.find(([, name]) => name === 'versionId')?.[2];
  if (version === undefined) return { ...place, versionId: null };
  const versionId = decoded(version);
  if (versionId === null || versionId === '') return { problem: 'names a version that can not be read' };
  return { ...place, versionId };
}
