import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { bounded, readAs, readTime, skipped, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { agentFacts, entryFacts, issuanceFacts } from './facts.ts';
import { isSurelySpire, openSpire } from './line.ts';
import { eventOf, isUse } from './use.ts';

export const spire: Source = {
  id: 'spire',
  title: 'SPIRE',
  version: '1',
  docs: [
    { title: 'SPIRE audit log', url: 'https://github.com/spiffe/spire/blob/main/doc/auditlog.md', read: null },
    { title: 'SPIRE server reference', url: 'https://github.com/spiffe/spire/blob/main/doc/spire_server.md', read: null },
  ],
  framing: 'Server and agent log lines (text, JSON, terminal), audit log entries, `entry show` and `agent list` as JSON',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  const found = sample.records.map(openSpire);
  const mine = found.filter((each) => each.length > 0).length;
  const sure = found.filter((each) => each.some(isSurelySpire)).length;
  if (sure === 0) return { confidence: 0, reasons: [] };
  return {
    confidence: mine / sample.records.length,
    reasons: [`SPIFFE IDs or audit entries in ${sure}, lines of SPIRE’s subsystems in ${mine} of ${sample.records.length} records`],
  };
}

function read(framed: FramedRecord): Reading {
  const found = openSpire(framed);
  const [first] = found;
  if (!first) return skipped('not_this_format', 'Neither a log line of SPIRE nor an entry or agent of its lists.');
  if (first.kind === 'line') return readLine(first.line);
  return readAs(
    [],
    found.flatMap((each) => (each.kind === 'entry' ? entryFacts(each.entry) : each.kind === 'agent' ? agentFacts(each.agent) : [])),
  );
}

function readLine(line: Fields): Reading {
  if (!isUse(line)) return skipped('not_an_api_call', 'A line of SPIRE’s log that records no use of an identity.');
  const timeText = textAt(line, 'time');
  if (timeText === '') {
    const facts = issuanceFacts(line, null);
    const message = `The line tells only the seconds since the program started (${textAt(line, 'secondsSinceStart') || 'none'}), so it has no place in time.`;
    return facts.length === 0 ? skipped('time_missing', message) : readAs([], facts, [{ code: 'time_missing', message }]);
  }
  const time = readTime(timeText);
  if (!time) return skipped('time_unreadable', `time is not a time: ${bounded(timeText, 60)}`);
  const event = eventOf(line, time, timeText);
  const remarks: Remark[] = time.zoned ? [] : [{ code: 'time_zone_assumed', message: 'The time has no zone; UTC was assumed.' }];
  return readAs([event], event.rung === 4 ? issuanceFacts(line, event) : [], remarks);
}
