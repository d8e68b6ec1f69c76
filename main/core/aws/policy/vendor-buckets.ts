/** `https://<bucket>.s3.<region>.amazonaws.com/`, and the path style of it. */
const VIRTUAL_HOST = /https:\/\/([a-z0-9.-]+?)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com\//gu;
const PATH_STYLE = /https:\/\/s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com\/([a-z0-9.-]+)\//gu;
/** The parameter of the extractor's template that names where its code is (procedure.md, 'AWS set-up values'). */
const CODE_BUCKET = /param_LambdaFunctionBucket=([a-z0-9.-]+)/gu;

/** The buckets that the vendor's links read templates and code from, sorted. What is no link has none. */
export function vendorBuckets(links: readonly (string | null)[]): string[] {
  const found = links.flatMap((link) => {
    const text = decoded(link ?? '');
    return [VIRTUAL_HOST, PATH_STYLE, CODE_BUCKET].flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(([, bucket]) => bucket ?? []),
    );
  });
  return [...new Set(found)].sort();
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    // A stray '%' of an unencoded template URL: what stands there is read as it is.
    return link;
  }
}
