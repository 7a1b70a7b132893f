import type { Gap } from '../../../shared/rpc/events.ts';
import type { Micros } from '../../../shared/time.ts';
import { coverageHours } from './coverage-hours.ts';
import type { ReadDb } from './db.ts';
import { remember } from './remember.ts';

/** An hour in microseconds. */
const hour = 3_600_000_000;

/** A source counts as writing all the time from this many hours with events on, ... */
const enoughHours = 24;
/** ... when this share of its steps from one hour with events to the next is a single hour. */
const steady = 0.95;

/** What one source (a reader's format from one realm) covers. */
export interface SourceCoverage {
  readonly reader: string;
  readonly realm: string;
  /** `reader realm`, for people. */
  readonly source: string;
  /** First and last event. */
  readonly from: Micros;
  readonly to: Micros;
  readonly events: number;
  /** Hours of the span that hold an event, and all hours of the span. */
  readonly hoursWithEvents: number;
  readonly hours: number;
  /** It writes at least hourly, so an hour without an event says something. */
  readonly steady: boolean;
  /** Whole hours without an event; always empty for a source that is not steady. */
  readonly gaps: readonly Gap[];
  /** Kinds of log that its records say they belong to (`Management`, `Data`, `Insight`, `NetworkActivity`), sorted. */
  readonly logTypes: readonly string[];
  /** First and last data event; null without any. */
  readonly data: { readonly from: Micros; readonly to: Micros } | null;
  /** Records of the files it came in that could not be read. */
  readonly skipped: number;
}

/** One hour of one source. */
interface Spot {
  reader: string;
  realm: string;
  hour: number;
  events: number;
  first: number;
  last: number;
}

/** What every source of the case covers, by the hour, in order of reader and realm. Remembered while the events stay as they are. */
export function coverage(db: ReadDb): readonly SourceCoverage[] {
  return remember(db, 'events', 'coverage', () => {
    const bySource = Map.groupBy(spots(db), (spot) => `${spot.reader}\n${spot.realm}`);
    const types = logTypes(db);
    const skipped = skippedBySource(db);
    return [...bySource].map(([key, hours]) => coverageOf(hours, types.get(key) ?? [], skipped.get(key) ?? 0));
  });
}

function spots(db: ReadDb): Spot[] {
  return db
    .prepare<[], Spot>(
      `SELECT coalesce(item.reader, '') AS reader, realm.text AS realm, h.hour, sum(h.events) AS events, min(h.first_at) AS first, max(h.last_at) AS last
       FROM (${coverageHours}) h JOIN item ON item.id = h.item_id JOIN term realm ON realm.id = h.realm_id
       GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    )
    .all();
}

function coverageOf(hours: readonly Spot[], typesSeen: readonly TypeSpan[], skipped: number): SourceCoverage {
  const first = hours[0] as Spot;
  const last = hours.at(-1) as Spot;
  const source = `${first.reader} ${first.realm}`.trim();
  const steps = hours.slice(1).map((spot, place) => ({ before: hours[place] as Spot, spot }));
  const single = steps.filter(({ before, spot }) => spot.hour - before.hour === 1).length;
  const data = typesSeen.find(({ type }) => type === 'Data');
  const isSteady = hours.length >= enoughHours && single >= steady * steps.length;
  const gaps = isSteady
    ? steps.filter(({ before, spot }) => spot.hour - before.hour > 1).map(({ before, spot }) => gapOf(source, before.hour + 1, spot.hour))
    : [];
  return {
    reader: first.reader,
    realm: first.realm,
    source,
    from: first.first as Micros,
    to: last.last as Micros,
    events: hours.reduce((sum, spot) => sum + spot.events, 0),
    hoursWithEvents: hours.length,
    hours: last.hour - first.hour + 1,
    steady: isSteady,
    gaps,
    logTypes: typesSeen.map(({ type }) => type),
    data: data ? { from: data.first, to: data.last } : null,
    skipped,
  };
}

function gapOf(source: string, fromHour: number, toHour: number): Gap {
  const length = toHour - fromHour;
  return {
    from: fromHour * hour,
    to: toHour * hour,
    source,
    why: `No event for ${length === 1 ? 'a whole hour' : `${length} whole hours`} from a source that otherwise writes at least hourly.`,
  };
}

/** A kind of log, and the first and last event of it. */
interface TypeSpan {
  readonly type: string;
  readonly first: Micros;
  readonly last: Micros;
}

function logTypes(db: ReadDb): Map<string, TypeSpan[]> {
  const rows = db
    .prepare<[], TypeSpan & { reader: string; realm: string }>(
      `SELECT coalesce(item.reader, '') AS reader, realm.text AS realm, h.log_type AS type, min(h.first_at) AS first, max(h.last_at) AS last
       FROM (${coverageHours}) h JOIN item ON item.id = h.item_id JOIN term realm ON realm.id = h.realm_id
       WHERE h.log_type <> '' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    )
    .all();
  return Map.groupBy(rows, (row) => `${row.reader}\n${row.realm}`);
}

function skippedBySource(db: ReadDb): Map<string, number> {
  const rows = db
    .prepare<[], { reader: string; realm: string; skipped: number }>(
      `SELECT coalesce(item.reader, '') AS reader, realm.text AS realm, sum(item.skipped) AS skipped
       FROM (SELECT DISTINCT item_id, realm_id FROM (${coverageHours})) h JOIN item ON item.id = h.item_id JOIN term realm ON realm.id = h.realm_id
       WHERE item.skipped > 0 GROUP BY 1, 2`,
    )
    .all();
  return new Map(rows.map((row) => [`${row.reader}\n${row.realm}`, row.skipped]));
}
