import { open } from 'node:fs/promises';

/** How a file of a report is packed; told by its first bytes, not by its name. */
export type ReportFileKind = 'csv' | 'gzip' | 'zip' | 'parquet';

/** @throws the system's error */
export async function kindOfFile(path: string): Promise<ReportFileKind> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    if (start.startsWith('\u001F\u008B')) return 'gzip';
    if (start === 'PK\u0003\u0004' || start === 'PK\u0005\u0006') return 'zip';
    return start === 'PAR1' ? 'parquet' : 'csv';
  } finally {
    await file.close();
  }
}
