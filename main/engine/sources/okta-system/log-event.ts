import type { FramedRecord } from '../source.ts';
import { at, isRecord, list, nestedRow, parseJson, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** The LogEvents of a record, in whatever it was framed as. Only an event hook's delivery holds several. */
export function openEvents(framed: FramedRecord): readonly Fields[] {
  switch (framed.form) {
    case 'json':
      return eventsOf(framed.value);
    case 'text':
      return eventsOf(parseJson(framed.text));
    case 'row':
      return eventsOf(nestedRow(renamed(framed.row)));
  }
}

function eventsOf(value: unknown): readonly Fields[] {
  if (!isRecord(value)) return [];
  if (looksLikeEvent(value)) return [value];
  // EventBridge and log shippers.
  for (const inner of [at(value, 'detail'), at(value, 'event'), at(value, 'okta')]) if (isRecord(inner) && looksLikeEvent(inner)) return [inner];
  // Event hooks: https://developer.okta.com/docs/concepts/event-hooks/
  const hooked = list(at(value, 'data', 'events')).filter((inner): inner is Fields => isRecord(inner) && looksLikeEvent(inner));
  if (hooked.length > 0) return hooked;
  const flat = nestedRow(renamed(value));
  return looksLikeEvent(flat) ? [flat] : [];
}

/** A LogEvent of the System Log: an event type of words and points, an outcome or an actor, and Okta's own names for the time. */
function looksLikeEvent(value: Fields): boolean {
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/i.test(textAt(value, 'eventType'))) return false;
  if (textAt(value, 'published') === '' && textAt(value, 'uuid') === '') return false;
  return ['outcome', 'actor', 'legacyEventType', 'authenticationContext'].filter((name) => at(value, name) !== undefined).length >= 2;
}

const portalSuffix = /^([A-Za-z]+(?:_[A-Za-z]+)*)_[stbdg]$/;
const ownColumns: ReadonlyMap<string, string> = new Map([
  ['timestamp', 'published'],
  ['time', 'published'],
  ['event_type', 'eventType'],
  ['display_message', 'displayMessage'],
]);

/**
 * The administrator's CSV names columns by path (`actor.alternateId`, `target0.id`); the table Okta_CL of Log Analytics joins the
 * steps by underscores and adds the type (`actor_alternateId_s`).
 */
function renamed(row: Fields): Fields {
  const portal = Object.hasOwn(row, 'eventType_s') || Object.hasOwn(row, 'eventType_s [UTC]');
  return Object.fromEntries(
    Object.entries(row).map(([column, cell]) => {
      const plain = column.replace(/ \[UTC\]$/, '');
      const stripped = portal ? (portalSuffix.exec(plain)?.[1]?.replaceAll('_', '.') ?? plain) : plain;
      return [(ownColumns.get(stripped) ?? stripped).replace(/^target(\d+)\./, 'target.$1.'), cell];
    }),
  );
}
