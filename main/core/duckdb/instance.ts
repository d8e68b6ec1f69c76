import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineFiles, EngineLimits, EngineRows, EngineValue } from './protocol.ts';

/** How often it is looked how far a query has come. */
const LOOK_MS = 250;

/** A text as SQL has it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

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

  /** @param progress is told now and then how far it has come, of 100 */
  async run(
    sql: string,
    values: Readonly<Record<string, EngineValue>>,
    progress: (percent: number) => void,
  ): Promise<EngineRows> {
    const timer = setInterval(() => {
      const { percentage } = this.#connection.progress;
      if (percentage > 0) progress(percentage);
    }, LOOK_MS);
    try {
      const reader = await this.#connection.runAndReadAll(sql, { ...values });
      return { columns: reader.columnNames(), rows: reader.getRowsJson() as EngineValue[][] };
    } finally {
      clearInterval(timer);
    }
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
