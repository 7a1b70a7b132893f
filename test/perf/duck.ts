/** What DuckDB makes of the same files, which is less: node duck.ts DATABASE FOLDER. Ends with 3 where `@duckdb/node-api` is not installed. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(file: string): Promise<{ connect(): Promise<{ run(sql: string): Promise<unknown>; closeSync(): void }>; closeSync(): void }>;
  };
}

const [file, folder] = process.argv.slice(2);
if (!file || !folder) throw new Error('duck.ts DATABASE FOLDER');
// The project does not depend on it: it is measured where somebody has put it.
const library: string = '@duckdb/node-api';
const found = await import(library).then(
  (module) => module as DuckDb,
  () => null,
);
if (!found) process.exit(3);
const instance = await found.DuckDBInstance.create(file);
const connection = await instance.connect();
await connection.run(`CREATE TABLE events AS SELECT unnest(Records) FROM read_json_auto('${folder}/*.gz', maximum_object_size=1000000000)`);
connection.closeSync();
instance.closeSync();

export {};
