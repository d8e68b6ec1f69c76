const DATA = /\.(?:csv|csv\.gz|gz|zip|parquet)$/iu;
const MANIFEST = /manifest\.json$/iu;

/** Whether a file in a folder can be one of a report with lines, by its name or path. */
export function isReportData(path: string): boolean {
  return DATA.test(path);
}

/** Whether a file is named as AWS names manifests. @param path or name */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}
