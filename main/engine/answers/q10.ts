import type { Answer, CoverageLight } from '../../../shared/rpc/answers.ts';
import { counted, listed, utc } from '../graph/words.ts';
import type { SourceCoverage } from '../store/coverage.ts';
import { contestedEvents, identitiesByRealm, skippedByReason, unknownOutcomes, unreadItems } from '../store/graph-silence.ts';
import { answerTo } from './blank.ts';
import type { Ground } from './ground.ts';
import { isAccount, whereToGet } from './lights.ts';
import { opening, reason, type Reason, type Table } from './open.ts';

const question = {
  id: 'Q10',
  title: 'Where the evidence is silent',
  question: 'Where is the evidence silent: time gaps, missing sources, log types that were not on, records that could not be parsed?',
} as const;

interface Silence {
  readonly words: string;
  readonly reasons: readonly Reason[];
  readonly wouldChange: readonly string[];
}

/** Q10: gaps, log types and sources that are missing, records that could not be read. Asked of the whole case, with or without a subject. */
export function answerQ10(ground: Ground): Answer {
  if (!ground.span)
    return answerTo(question, {
      verdict: 'cannot_tell',
      sentence: 'Nothing has been imported yet, so nothing can be said about gaps.',
      wouldChange: ['Import the exports of the case.'],
    });
  const silences = [
    gaps(ground),
    seldom(ground),
    logTypes(ground),
    foreignRealms(ground),
    contested(ground),
    lost(ground),
    outcomes(ground),
    edges(ground),
  ].filter((silence) => silence !== null);
  return answerTo(question, {
    verdict: silences.length > 0 ? 'yes' : 'no',
    sentence:
      silences.length > 0
        ? `The evidence is silent in places: ${silences.map(({ words }) => words).join('; ')}.`
        : `No silence was found from ${utc(ground.span.from)} to ${utc(ground.span.to)} in ${counted(ground.sources.length, 'source')}.`,
    reasons: silences.flatMap(({ reasons }) => reasons),
    tables: [sourceTable(ground), skippedTable(ground)].filter((table) => table.rows.length > 0),
    coverage: ground.sources.map(lightOf),
    restsOn: [`${counted(ground.sources.length, 'source')} with events from ${utc(ground.span.from)} to ${utc(ground.span.to)}.`],
    wouldChange: [...new Set(silences.flatMap(({ wouldChange }) => wouldChange))],
  });
}

function gaps(ground: Ground): Silence | null {
  const found = ground.sources.flatMap((source) => source.gaps.map((gap) => ({ source, gap })));
  if (found.length === 0) return null;
  return {
    words: `${counted(found.length, 'time gap')}`,
    reasons: found.slice(0, 50).map(({ source, gap }) => ({
      text: `${source.source} has no event from ${utc(gap.from)} to ${utc(gap.to)}: ${gap.why}`,
      opens: opening(ground, 'what other sources recorded in that time', { from: gap.from, to: gap.to }),
    })),
    wouldChange: found.map(({ source, gap }) => `${whereToGet(source.realm, 'Management')} from ${utc(gap.from)} to ${utc(gap.to)}.`),
  };
}

/** A source that writes now and then leaves no gap that could be told from a quiet hour. */
function seldom(ground: Ground): Silence | null {
  const found = ground.sources.filter((source) => !source.steady);
  if (found.length === 0) return null;
  return {
    words: `${counted(found.length, 'source')} ${found.length === 1 ? 'writes' : 'write'} too seldom to tell a quiet hour from a gap`,
    reasons: found.map((source) => ({
      text: `${source.source} has events in ${source.hoursWithEvents} of ${counted(source.hours, 'hour')}: whether anything is missing between them cannot be told.`,
      opens: opening(ground, `what is recorded in ${source.realm}`, { realms: [source.realm] }),
    })),
    wouldChange: [],
  };
}

function logTypes(ground: Ground): Silence | null {
  const realms = [...new Set(ground.sources.filter((source) => isAccount(source.realm)).map((source) => source.realm))];
  const has = (realm: string, type: string): boolean => ground.sources.some((source) => source.realm === realm && source.logTypes.includes(type));
  const known = realms.filter((realm) => ground.sources.some((source) => source.realm === realm && source.logTypes.length > 0));
  const without = realms.filter((realm) => !has(realm, 'Data'));
  const blind = known.filter((realm) => !has(realm, 'Management'));
  if (without.length + blind.length === 0) return null;
  return {
    words: listed([
      ...(without.length > 0 ? [`no data events of ${listed(without)}`] : []),
      ...(blind.length > 0 ? [`no management events of ${listed(blind)}`] : []),
    ]),
    reasons: [
      ...without.map((realm) => ({
        text: `No data event of account ${realm} is in the case: reads of objects, invocations and table items there cannot be told.`,
        opens: opening(ground, `what is recorded in ${realm}`, { realms: [realm] }),
      })),
      ...blind.map((realm) => reason(`No management event of account ${realm} is in the case.`)),
    ],
    wouldChange: [...without.map((realm) => `${whereToGet(realm, 'Data')}.`), ...blind.map((realm) => `${whereToGet(realm, 'Management')}.`)],
  };
}

/** Realms known only because somebody from there, or somebody's token from there, shows up in another realm's log. */
function foreignRealms(ground: Ground): Silence | null {
  const own = new Set(ground.sources.map((source) => source.realm));
  const foreign = [
    ...Map.groupBy(
      identitiesByRealm(ground.db).filter((row) => !own.has(row.realm)),
      (row) => row.realm,
    ),
  ].filter(([, rows]) => rows.some((row) => row.events > 0));
  if (foreign.length === 0) return null;
  return {
    words: `no log of ${foreign.length <= 3 ? listed(foreign.map(([realm]) => realm)) : counted(foreign.length, 'realm')}, whose identities occur`,
    reasons: foreign.slice(0, 30).map(([realm, rows]) => ({
      text: `${realm} is seen only from outside, through ${counted(rows.length, 'identity', 'identities')}: no log of its own is in the case.`,
      opens: opening(ground, `events of identities of ${realm}`, { identities: rows.map((row) => row.key) }),
    })),
    wouldChange: foreign.slice(0, 30).map(([realm]) => `${whereToGet(realm, 'Management')}.`),
  };
}

/** One event of which two records tell different things: one is shown, the other kept. */
function contested(ground: Ground): Silence | null {
  const events = contestedEvents(ground.db);
  if (events.length === 0) return null;
  return {
    words: `${counted(events.length, 'event')} of which two records say different things`,
    reasons: [
      {
        text: `For ${counted(events.length, 'event')} another record of the same id says another time, rung, identity or action; the counts follow the one that is shown, and which is right is for an assessment to say.`,
        opens: opening(ground, 'events that are told in two ways', { events }),
      },
    ],
    wouldChange: [],
  };
}

function lost(ground: Ground): Silence | null {
  const skipped = skippedByReason(ground.db).filter((row) => row.lost && row.code !== 'unrecognised');
  const unread = unreadItems(ground.db);
  const records = skipped.reduce((sum, row) => sum + row.records, 0);
  if (records + unread.length === 0) return null;
  return {
    words: listed([
      ...(records > 0 ? [`${counted(records, 'record')} gave no event`] : []),
      ...(unread.length > 0 ? [`${counted(unread.length, 'file')} not read`] : []),
    ]),
    reasons: [
      ...(records > 0 ? [reason(`${counted(records, 'record')} gave no event; each is listed with its reason and its bytes in Intake.`)] : []),
      ...unread.map((item) => reason(`${item.label} was not read (${item.state}).`)),
    ],
    wouldChange: skipped.some((row) => row.code === 'truncated') ? ['A whole copy of the files that are cut off.'] : [],
  };
}

function outcomes(ground: Ground): Silence | null {
  const events = unknownOutcomes(ground.db);
  if (events === 0) return null;
  return {
    words: `${counted(events, 'event')} without an outcome`,
    reasons: [
      {
        text: `For ${counted(events, 'event')} the log does not say how the attempt ended.`,
        opens: opening(ground, 'events of unknown outcome', { rungs: [0] }),
      },
    ],
    wouldChange: [],
  };
}

/** Logs that begin after the exposure or end before the last moment an answer speaks of. */
function edges(ground: Ground): Silence | null {
  const { exposure, contained, patch } = ground.moments;
  const end = contained ?? patch;
  if (exposure === null || end === null) return null;
  const short = ground.sources.filter((source) => source.from > exposure || source.to < end);
  if (short.length === 0) return null;
  return {
    words: `${counted(short.length, 'source')} not spanning exposure to containment`,
    reasons: short.map((source) => ({
      text: `${source.source} spans ${utc(source.from)} to ${utc(source.to)}, not all of ${utc(exposure)} to ${utc(end)}.`,
      opens: opening(ground, `what is recorded in ${source.realm}`, { realms: [source.realm] }),
    })),
    wouldChange: short.map((source) => `${whereToGet(source.realm, 'Management')} for all of ${utc(exposure)} to ${utc(end)}.`),
  };
}

function lightOf(source: SourceCoverage): CoverageLight {
  const whole = source.steady && source.gaps.length === 0 && source.skipped === 0;
  const detail = `${utc(source.from)} to ${utc(source.to)}; ${source.hoursWithEvents} of ${counted(source.hours, 'hour')} with events${source.steady ? '' : ' (too few to tell gaps)'}${source.skipped > 0 ? `; ${counted(source.skipped, 'record')} unread` : ''}.`;
  return { state: whole ? 'full' : 'part', source: source.source, detail };
}

function sourceTable(ground: Ground): Table {
  const rows = ground.sources.map((source) => ({
    cells: [
      source.reader,
      source.realm,
      utc(source.from),
      utc(source.to),
      String(source.events),
      source.logTypes.length > 0 ? listed(source.logTypes) : 'not stated',
      source.steady ? String(source.gaps.length) : 'cannot tell',
      String(source.skipped),
    ],
    opens: opening(ground, source.realm, { realms: [source.realm] }),
  }));
  return { title: 'Sources', columns: ['format', 'realm', 'from', 'to', 'events', 'log types', 'gaps', 'unread records'], rows };
}

function skippedTable(ground: Ground): Table {
  const rows = skippedByReason(ground.db).map((row) => ({
    cells:
      row.code === 'unrecognised'
        ? [row.label, row.code, 'file not read', '', row.message]
        : [row.label, row.code, row.lost ? 'no event' : 'remark', String(row.records), row.message],
    opens: null,
  }));
  return { title: 'Records not read, and remarks', columns: ['file', 'code', 'effect', 'records', 'first message'], rows };
}
