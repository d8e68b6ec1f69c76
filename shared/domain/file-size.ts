const MEGABYTE = 1024 * 1024;

/** A size for people, with one decimal: '12.3 MB'. */
export function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}

/** A size in whole megabytes, rounded up: '1,204 MB'. For limits and for what is needed. */
export function wholeMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE).toLocaleString('en-US')} MB`;
}
