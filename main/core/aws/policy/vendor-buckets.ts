import { isLink, readQuickCreateLink } from '../link/quick-create-link.ts';

/** The parameter of the extractor's template that names where its code is (docs/procedure.md: 'AWS set-up values'). */
const CODE_BUCKET = 'LambdaFunctionBucket';

/** The buckets that the vendor's links read templates and code from, sorted. What is no link has none. */
export function vendorBuckets(links: readonly (string | null)[]): string[] {
  const found = links.flatMap((link) => {
    const read = readQuickCreateLink(link ?? '');
    if (!isLink(read)) return [];
    return [read.template.bucket, read.parameters[CODE_BUCKET] ?? ''].filter((bucket) => bucket !== '');
  });
  return [...new Set(found)].sort();
}
