import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readReport } from './main/core/billing/cache/read-report.ts';
import { cachedLines } from './main/core/billing/cache/select-lines.ts';
import { findReports } from './main/core/billing/sources/find-reports.ts';
import { proveFile } from './main/core/billing/sources/prove-file.ts';
import { kindOfFile } from './main/core/billing/sources/file-kind.ts';
import { DuckdbEngine } from './main/core/duckdb/engine.ts';
import { startEngine } from './main/core/duckdb/start-engine.ts';
import { AppError } from './shared/domain/app-error.ts';
import { archive, partsOf } from './test/support/archive.ts';
import { randomFrom } from './test/faults/sample.ts';

const root = process.argv[2]!; const only = process.argv[3]; const forms = (process.argv[4] ?? 'gz,zip,csv,parquet').split(',');
const accept = ['account-ids','outside-period','round','other-payer'] as const;
const SAMPLES: [string, () => Promise<Buffer>, string|null][] = [
  ['anonymous', async () => readFileSync(join(root,'anonymous-aws-export.csv')), null],
  ['keboola-zip', async () => Buffer.from(Object.values(await partsOf(readFileSync(join(root,'keboola/MockTestReport-00001.csv.zip'))))[0]!), '2024-01'],
  ['keboola-gz', async () => gunzipSync(readFileSync(join(root,'keboola/MockTestReportV2-00001.csv.gz'))), '2024-09'],
  ['koku-final', async () => readFileSync(join(root,'koku/2023-06-01.csv')), '2023-06'],
  ['koku-open', async () => readFileSync(join(root,'koku/2023-06-01-not-final.csv')), '2023-06'],
  ['koku', async () => gunzipSync(readFileSync(join(root,'koku/20180801-20180901/16e57707-f9e3-49be-8be6-b84e684b5194/koku-local-1.csv.gz'))), '2018-08'],
];
const engine = new DuckdbEngine(startEngine);
const base = mkdtempSync(join(tmpdir(), 'hD-samples-'));
for (const d of ['cache','temp','in']) mkdirSync(join(base,d));
const limits = { memoryMb: 256, tempFolder: join(base,'temp'), tempMb: 500 };
async function read(path: string, month: string|null) {
  const { reports } = await findReports([path]);
  const r = await readReport(reports[0]!, { engine, limits, folder: join(base,'cache'), payer:'099999999999', month, accept:[...accept], signal: new AbortController().signal, progress(){} });
  const { rows } = await engine.use({ read:[r.cache], write:[] }, limits, (db)=>db.run(`SELECT count(*)::INTEGER, sum(hash(t)::HUGEINT)::VARCHAR FROM ${cachedLines([{path:r.cache, missing:r.missing}])} t`));
  rmSync(r.cache);
  const left = readdirSync(join(base,'cache'));
  if (left.length) throw new Error('left '+left.join());
  return { lines: Number(rows[0]![0]), hash: String(rows[0]![1]), unblended: r.content.unblended, proven: r.proven };
}
for (const [name, get, month] of SAMPLES) {
  if (only && only !== 'all' && !only.split(',').includes(name)) continue;
  const csv = await get();
  const csvPath = join(base,'in','whole.csv'); writeFileSync(csvPath, csv);
  let whole; try { whole = await read(csvPath, month); } catch (e) { console.log(name, 'whole is refused:', (e as Error).message.slice(0,300)); }
  console.log(name, csv.length, 'bytes', whole?.lines, 'lines', whole?.unblended);
  if (!whole) continue;
  for (const form of forms) {
    let bytes: Buffer; const path = join(base,'in',{gz:'a.csv.gz',zip:'a.zip',csv:'a.csv',parquet:'a.parquet'}[form]!);
    if (form==='gz') bytes = gzipSync(csv); else if (form==='zip') bytes = await archive({'a.csv':csv}); else if (form==='csv') bytes = csv;
    else { rmSync(path,{force:true}); await engine.use({ read:[csvPath], write:[path] }, limits, (db)=>db.run(`COPY (SELECT * FROM read_csv('${csvPath}', all_varchar=true, header=true, quote='"', escape='"', delim=',')) TO '${path}' (FORMAT parquet, COMPRESSION snappy)`)); bytes = readFileSync(path); }
    const wholeOf = form === 'parquet' ? (writeFileSync(path, bytes), await read(path, month)) : whole;
    for (const how of ['cut','flip']) {
      const tally: Record<string, number> = {}; const codes: Record<string, number> = {};
      for (let n=0;n<200;n++) {
        const random = randomFrom('samples', `${name} ${form} ${how} ${n}`);
        const at = Math.floor(random()*bytes.length); let b: Buffer;
        if (how==='cut') b = bytes.subarray(0,at); else { b = Buffer.from(bytes); b[at]! ^= random()<0.5 ? 1<<Math.floor(random()*8) : 1+Math.floor(random()*255); }
        writeFileSync(path, b);
        let what: string;
        try {
          if (form==='gz'||form==='zip') {
            const kind = await kindOfFile(path);
            const p = await proveFile(path, { kind, unpackTo: null });
            what = p.lines === whole.lines && p.unpackedBytes === csv.length ? 'same content' : `WRONG at ${at}`;
          } else {
            const r = await read(path, month);
            what = r.hash === wholeOf.hash && r.lines === wholeOf.lines ? 'same' : r.lines === wholeOf.lines && how==='flip' ? 'another value' : `fewer (${r.lines}), proven by ${r.proven}`;
          }
        } catch (e) { if (!(e instanceof AppError)) { what = 'ERROR '+(e as Error).message.slice(0,200)+' at '+at; } else { what='refused'; codes[e.code]=(codes[e.code]??0)+1; } }
        tally[what]=(tally[what]??0)+1;
      }
      console.log(' ', form, how, JSON.stringify(tally), JSON.stringify(codes));
    }
  }
}
engine.close(); rmSync(base,{recursive:true,force:true});
