/** Not written yet: helper B replaces this file. */
export function crawlerTemplate(names: {
  bucket: string;
  prefix: string;
  report: string;
  accountId: string;
  runtime: string;
}): string {
  return JSON.stringify(names);
}
