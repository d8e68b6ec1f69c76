import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { EngineError } from './engine-error.ts';
import { engineEnvironment } from './environment.ts';
import { DuckdbEngine } from './engine.ts';
import type { EngineFiles, EngineLimits, EngineLink } from './protocol.ts';
import { startEngine } from './start-engine.ts';

let folder: string;
let limits: EngineLimits;
beforeEach(() => {
  folder = tempFolder();
  const at = join(folder, 'temp');
  mkdirSync(at);
  limits = { memoryMb: 128, tempFolder: at, tempMb: 100 };
});

/** An engine, and the processes that it has started. */
function engine(): { engine: DuckdbEngine; links: EngineLink[] } {
  const links: EngineLink[] = [];
  const made = new DuckdbEngine(() => {
    const link = startEngine();
    links.push(link);
    return link;
  });
  onTestFinished(() => made.close());
  return { engine: made, links };
}

const files = (read: string[], write: string[] = []): EngineFiles => ({ read, write });
const LONG = `SELECT sum(a.range * b.range % 7) FROM range(1000000) a, range(1000000) b`;

describe('the engine', () => {
  it('reads and writes the files that it is given, and no others', async () => {
    const [source, cache, other] = ['source.csv', 'cache.parquet', 'other.csv'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const each of [source, other]) writeFileSync(each, 'a,b\n1,2\n');
    const { engine: duckdb } = engine();
    const refused: Record<string, string> = {
      'another file': `SELECT * FROM read_csv('${other}')`,
      'a file of the system': `SELECT * FROM read_text('/etc/passwd')`,
      'a folder': `SELECT * FROM glob('${folder}/*')`,
      'what was given to read is written': `COPY (SELECT 1) TO '${source}'`,
      'another file is written': `COPY (SELECT 1) TO '${other}.parquet'`,
      'a database is made': `ATTACH '${join(folder, 'x.db')}'`,
      'the database is written out': `EXPORT DATABASE '${join(folder, 'out')}'`,
      'an extension is installed': `INSTALL httpfs`,
      'an extension is loaded': `LOAD httpfs`,
      'an address is read': `SELECT * FROM read_csv('https://example.com/x.csv')`,
      'a setting is changed': `SET enable_external_access = true`,
      'more memory is taken': `SET memory_limit = '100GB'`,
      'a path is added': `SET allowed_paths = ['/']`,
    };
    const said = await duckdb.use(files([source], [cache]), limits, async (db) => {
      await db.run(`COPY (SELECT * FROM read_csv('${source}', auto_detect = false, header = true, columns = {'a': 'VARCHAR', 'b': 'BIGINT'}))
        TO '${cache}' (FORMAT parquet, COMPRESSION zstd)`);
      expect(await db.run(`SELECT a, b * 3000000000000 AS c FROM read_parquet('${cache}')`)).toEqual({
        columns: ['a', 'c'],
        rows: [['1', '6000000000000']],
      });
      const errors: Record<string, string> = {};
      for (const [what, sql] of Object.entries(refused)) {
        errors[what] = await db.run(sql).then(
          () => 'was done',
          (error: unknown) => (error instanceof EngineError ? error.kind : String(error)),
        );
      }
      return errors;
    });
    const kinds = Object.entries(said).filter(
      ([, kind]) => !/^(?:Permission|Invalid Input|IO|Catalog|Missing Extension)$/u.test(kind),
    );
    expect(kinds).toEqual([]);
    expect(readFileSync(source, 'utf8')).toBe('a,b\n1,2\n');
    expect([`${other}.parquet`, join(folder, 'x.db'), join(folder, 'out')].filter((path) => existsSync(path))).toEqual(
      [],
    );
    if (process.platform !== 'win32') expect(statSync(cache).mode & 0o777).toBe(0o600);
  });

  it('has neither credentials nor options of ours in its environment', () => {
    const environment = {
      PATH: '/bin',
      AWS_SECRET_ACCESS_KEY: 's',
      NODE_OPTIONS: '--inspect',
      HTTPS_PROXY: 'p',
      HOME: '/h',
    };
    expect(engineEnvironment(environment)).toEqual({ PATH: '/bin' });
    expect(engineEnvironment({ Path: 'C:\\bin', SYSTEMROOT: 'C:\\Windows', AWS_PROFILE: 'x' })).toEqual({
      Path: 'C:\\bin',
      SYSTEMROOT: 'C:\\Windows',
    });
  });

  it('takes values apart from the text, and quotes names', async () => {
    const { engine: duckdb } = engine();
    const path = join(folder, "it's.csv");
    writeFileSync(path, 'a\n1\n');
    const answer = await duckdb.use(files([path]), limits, (db) =>
      db.run(`SELECT $name AS name, $id AS id, $none AS none`, { name: "x' OR 1", id: '099999999999', none: null }),
    );
    expect(answer.rows).toEqual([["x' OR 1", '099999999999', null]]);
  });

  it('is cancelled in the middle of a query, and goes on with the next', async () => {
    const { engine: duckdb, links } = engine();
    const abort = new AbortController();
    await duckdb.use(files([]), limits, (db) => db.run('SELECT 1'));
    const asked = duckdb.use(files([]), limits, (db) => db.run(LONG), { signal: abort.signal });
    setTimeout(() => abort.abort(), 100);
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await duckdb.use(files([]), limits, (db) => db.run('SELECT 2 AS two'))).rows).toEqual([[2]]);
    expect(links).toHaveLength(1);
  });

  it('tells how far a longer query is, and nothing of a short one', async () => {
    const { engine: duckdb } = engine();
    const path = join(folder, 'numbers.parquet');
    const told: number[] = [];
    const onProgress = (percent: number): void => void told.push(percent);
    await duckdb.use(files([], [path]), limits, (db) =>
      db.run(`COPY (SELECT range AS a FROM range(2000000)) TO '${path}' (FORMAT parquet)`),
    );
    await duckdb.use(files([path]), limits, (db) => db.run('SELECT 1'), { onProgress });
    expect(told).toEqual([]);
    const slow = `SELECT max(md5(md5(md5(md5(a::VARCHAR))))) FROM read_parquet('${path}')`;
    await duckdb.use(files([path]), limits, (db) => db.run(slow), { onProgress });
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect(told.every((percent) => percent >= 1 && percent <= 100)).toBe(true);
  });

  it('that dies is an error of what it did, and is started again', async () => {
    const { engine: duckdb, links } = engine();
    const asked = duckdb.use(files([]), limits, (db) => db.run(LONG));
    const next = duckdb.use(files([]), limits, (db) => db.run('SELECT 3 AS three'));
    setTimeout(() => links[0]?.end(), 300);
    await expect(asked).rejects.toMatchObject({ code: 'ENGINE_STOPPED' });
    expect((await next).rows).toEqual([[3]]);
    expect(links).toHaveLength(2);
  });

  it('says what it could not do: a query that is wrong, too little memory', async () => {
    const { engine: duckdb } = engine();
    const small = { ...limits, memoryMb: 32, tempMb: 1 };
    const wrong = duckdb.use(files([]), small, (db) => db.run('SELECT nothing'));
    await expect(wrong).rejects.toMatchObject({ kind: 'Binder' });
    const sorted = `CREATE TABLE t AS SELECT md5(range::VARCHAR) AS a FROM range(5000000) ORDER BY a`;
    await expect(duckdb.use(files([]), small, (db) => db.run(sorted))).rejects.toMatchObject({ kind: 'Out of Memory' });
  });

  it('does one piece of work after the other', async () => {
    const { engine: duckdb } = engine();
    const done: number[] = [];
    await Promise.all(
      [1, 2, 3].map((each) =>
        duckdb.use(files([]), limits, async (db) => {
          await db.run('SELECT 1');
          done.push(each);
          await db.run('SELECT 1');
          done.push(each);
        }),
      ),
    );
    expect(done).toEqual([1, 1, 2, 2, 3, 3]);
  });
});
