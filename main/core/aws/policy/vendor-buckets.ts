import { isLink, readQuickCreateLink } from '../link/quick-create-link.ts';

/** `https://<bucket>.s3.<region>.amazonaws.com/`, and the path style of it. */
const VIRTUAL_HOST = /^https:\/\/([a-z0-9.-]+?)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com\//u;
const PATH_STYLE = /^https:\/\/s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com\/([a-z0-9.-]+)\//u;
/** The parameter of the extractor's template that names where its code is (docs/procedure.md: 'AWS set-up values'). */
const CODE_BUCKET = 'LambdaFunctionBucket';

/** The buckets that the vendor's links read templates and code from, sorted. What is no link has none. */
export function vendorBuckets(links: readonly (string | null)[]): string[] {
  const found = links.flatMap((link) => {
    const read = readQuickCreateLink(link ?? '');
    if (!isLink(read)) return [];
    const template = [VIRTUAL_HOST, PATH_STYLE].flatMap((pattern) => pattern.exec(read.templateUrl)?.[1] ?? []);
    return [...template, read.parameters[CODE_BUCKET] ?? ''].filter((bucket) => bucket !== '');
  });
  return [...new Set(found)].sort();
}
