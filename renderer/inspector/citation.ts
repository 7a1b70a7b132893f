import { rungName } from '../../shared/rungs.ts';
import type { EventDetail } from '../../shared/rpc/events.ts';
import { formatIso, type Micros } from '../../shared/time.ts';

/** An event so that another person finds the same bytes again. */
export function citationOf(event: EventDetail, reference: string): string {
  const place = event.places[0];
  const basis = event.basis.map((field) => `${field.field} = ${field.value}`).join(', ');
  const lines = [
    `Case ${reference}, event ${event.id}: ${formatIso(event.at as Micros)} ${event.action}, ${rungName(event.rung)} (${basis}).`,
    `Identity ${event.identity.key}${event.credential ? `, credential ${event.credential.key}` : ''}.`,
    event.resources.length > 0 ? `Resource ${event.resources.map((resource) => resource.key).join(', ')}.` : '',
    place
      ? `Original ${place.label}, SHA-256 ${place.sha256}, record ${place.index}, bytes ${place.offset} to ${place.offset + place.length} (end not included).`
      : '',
    `Read by ${event.reader} ${event.readerVersion}.`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}
