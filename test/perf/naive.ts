/** What a quick script would do: inflate, JSON.parse the whole file, insert a row an event: node naive.ts DATABASE FOLDER */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';

interface Event {
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly errorCode?: string;
  readonly eventID: string;
  readonly userIdentity: { readonly arn?: string; readonly accessKeyId?: string };
}

const [file, folder] = process.argv.slice(2);
if (!file || !folder) throw new Error('naive.ts DATABASE FOLDER');
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.exec(`CREATE TABLE event (id TEXT PRIMARY KEY, time TEXT, source TEXT, name TEXT, arn TEXT, key TEXT, ip TEXT, agent TEXT, error TEXT, raw TEXT);
CREATE INDEX a ON event (time); CREATE INDEX b ON event (arn, time); CREATE INDEX c ON event (key, time); CREATE INDEX d ON event (name, time); CREATE INDEX e ON event (error, time);`);
const insert = db.prepare('INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
for (const name of readdirSync(folder)) {
  const { Records } = JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8')) as { Records: readonly Event[] };
  db.transaction(() => {
    for (const event of Records) {
      const { eventID, eventTime, eventSource, eventName, userIdentity, sourceIPAddress, userAgent, errorCode } = event;
      insert.run(
        eventID,
        eventTime,
        eventSource,
        eventName,
        userIdentity.arn ?? null,
        userIdentity.accessKeyId ?? null,
        sourceIPAddress ?? null,
        userAgent ?? null,
        errorCode ?? null,
        JSON.stringify(event),
      );
    }
  })();
}
db.close();
