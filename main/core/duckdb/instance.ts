import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineFiles, EngineLimits, EngineRows, EngineValue } from './protocol.ts';
import { quoted } from './quoted.ts';

/**
 * What an instance is locked to, before it sees any file: its paths can't be changed later, so that each set of files has an instance of
 * its own. What is among them and not there can be made once; what is there can't be written, nor can anything else be read.
 */
function settings({ read, write }: EngineFiles, { memoryMb, tempFolder, tempMb }: EngineLimits): string[] {
  const paths = [...read, ...write].map(quoted).join(', ');
  return [
    `SET memory_limit = '${memoryMb}MiB'`,
    `SET temp_directory = ${quoted(tempFolder)}`,
    `SET max_temp_directory_size = '${tempMb}MiB'`,
    `SET allowed_paths = [${paths}]`,
    `SET TimeZone = 'UTC'`,
    // Both dialects cut a quotient of whole numbers off then.
    `SET integer_division = true`,
    `SET preserve_insertion_order = false`,
    // Without it a query does not know how far it is.
    `SET enable_progress_bar = true`,
    `SET enable_progress_bar_print = false`,
    `SET autoinstall_known_extensions = false`,
    `SET autoload_known_extensions = false`,
    `SET allow_community_extensions = false`,
    `SET allow_persistent_secrets = false`,
    `SET enable_external_access = false`,
    `SET lock_configuration = true`,
  ];
}

/** One instance in memory, for one set of files. */
export class Instance {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(files: EngineFiles, limits: EngineLimits): Promise<Instance> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const each of settings(files, limits)) await connection.run(each);
    return new Instance(instance, connection);
  }

  async run(sql: string, values: Readonly<Record<string, EngineValue>>): Promise<EngineRows> {
    const reader = await this.#connection.runAndReadAll(sql, { ...values });
    return { columns: reader.columnNames(), rows: reader.getRowsJson() as EngineValue[][] };
  }

  /** How much of its lines the query that runs has read, in percent; below 0 where it can't be told. */
  percent(): number {
    return this.#connection.progress.percentage;
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
