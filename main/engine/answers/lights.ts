import type { CoverageLight } from '../../../shared/rpc/answers.ts';
import type { Micros } from '../../../shared/time.ts';
import { counted, listed, utc } from '../graph/words.ts';
import type { SourceCoverage } from '../store/coverage.ts';
import type { Ground, Subject } from './ground.ts';

/** What an answer about a stretch of time can rest on. */
export interface Coverage {
  readonly lights: readonly CoverageLight[];
  /** Whether "no" may be said: every log that would show it is there for the whole stretch. */
  readonly complete: boolean;
  /** What is missing and where it is to be had. */
  readonly missing: readonly string[];
}

/** Realms in which the subject's world acts: its AWS accounts, other issuers it comes from, and wherever its events were recorded. */
export function realmsOf(subject: Subject, recorded: Iterable<string>): string[] {
  const realms = new Set(recorded);
  for (const identity of subject.world.identities.values()) realms.add(identity.realm);
  for (const life of subject.lives.values()) if (life.holder) realms.add(life.holder.realm);
  return [...realms].filter((realm) => realm !== '').sort();
}

/** Holds the logs of these realms against a stretch of time. `dataEvents`: the answer also rests on data events. */
export function coverageOf(ground: Ground, realms: readonly string[], from: Micros, to: Micros, dataEvents: boolean): Coverage {
  const found = realms.flatMap((realm) =>
    lightsOf(
      ground.sources.filter((source) => source.realm === realm),
      realm,
      from,
      to,
      dataEvents,
    ),
  );
  return {
    lights: found.map(({ light }) => light),
    complete: found.length > 0 && found.every(({ light }) => light.state === 'full'),
    missing: found.flatMap(({ missing }) => missing),
  };
}

interface Finding {
  readonly light: CoverageLight;
  readonly missing: readonly string[];
}

function lightsOf(sources: readonly SourceCoverage[], realm: string, from: Micros, to: Micros, dataEvents: boolean): Finding[] {
  if (sources.length === 0) {
    return [
      {
        light: { state: 'none', source: realm, detail: 'No log of its own in the case.' },
        missing: [`${whereToGet(realm, 'Management')}: nothing of it is in the case.`],
      },
    ];
  }
  const management = [
    ...sources.map((source) => managementOf(source, from, to)),
    ...(isAccount(realm) && !sources.some(mayHoldManagement) ? [noManagement(realm)] : []),
  ];
  return dataEvents && isAccount(realm) ? [...management, dataOf(sources, realm, from, to)] : management;
}

function managementOf(source: SourceCoverage, from: Micros, to: Micros): Finding {
  const faults = [...spanFaults(source, from, to), ...(source.skipped > 0 ? [`${counted(source.skipped, 'record')} of its files could not be read`] : [])];
  if (isAccount(source.realm) && source.reader === cloudTrail && source.logTypes.length > 0 && !source.logTypes.includes('Management'))
    faults.push('holds no management events');
  if (faults.length === 0)
    return {
      light: {
        state: 'full',
        source: source.source,
        detail: `No gap of an hour from ${utc(from)} to ${utc(to)}; whether the export was filtered, or left regions out, its records do not say.`,
      },
      missing: [],
    };
  return {
    light: { state: 'part', source: source.source, detail: `${capital(listed(faults))}.` },
    missing: [`${whereToGet(source.realm, 'Management')}: ${listed(faults)}.`],
  };
}

/** The reader of the log that records an AWS account's management events. */
const cloudTrail = 'aws-cloudtrail';

/** CloudTrail names the kind of log from event version 1.08 on; older records say nothing. */
function mayHoldManagement(source: SourceCoverage): boolean {
  return source.logTypes.includes('Management') || (source.reader === cloudTrail && source.logTypes.length === 0);
}

function noManagement(realm: string): Finding {
  return {
    light: { state: 'none', source: `management events of ${realm}`, detail: 'Other logs of the account are in the case, its management events are not.' },
    missing: [`${whereToGet(realm, 'Management')}: none is in the case.`],
  };
}

function spanFaults(source: SourceCoverage, from: Micros, to: Micros): string[] {
  const faults: string[] = [];
  if (source.to <= from || source.from >= to) return [`has nothing between ${utc(from)} and ${utc(to)}`];
  if (source.from > from) faults.push(`begins only at ${utc(source.from)}`);
  if (source.to < to) faults.push(`ends at ${utc(source.to)}`);
  for (const gap of source.gaps) if (gap.from < to && gap.to > from) faults.push(`has no event from ${utc(gap.from)} to ${utc(gap.to)}`);
  if (!source.steady) faults.push('writes too seldom to tell an hour without events from a gap');
  return faults;
}

/** Data events (reads of objects, invocations, table items) are a log of their own, off unless somebody switched them on. */
function dataOf(sources: readonly SourceCoverage[], realm: string, from: Micros, to: Micros): Finding {
  const source = `data events of ${realm}`;
  const holders = sources.filter((each) => each.logTypes.includes('Data'));
  if (holders.length === 0) {
    return {
      light: { state: 'none', source, detail: 'No data event in the case: reads of objects, invocations and table items cannot be told.' },
      missing: [`${whereToGet(realm, 'Data')}: none is in the case.`],
    };
  }
  const faults = holders.some(({ data }) => data !== null && data.from <= from && data.to >= to)
    ? []
    : [`there are some, but not from before ${utc(from)} to after ${utc(to)}`];
  const light: CoverageLight =
    faults.length === 0
      ? { state: 'full', source, detail: "Data events are in the case; for which resources they were switched on is for the trail's configuration to say." }
      : { state: 'part', source, detail: `${capital(listed(faults))}.` };
  return { light, missing: faults.length === 0 ? [] : [`${whereToGet(realm, 'Data')}: ${listed(faults)}.`] };
}

/** Whether a realm is an AWS account number. */
export function isAccount(realm: string): boolean {
  return /^\d{12}$/.test(realm);
}

/** Which log would tell, and where it lies. */
export function whereToGet(realm: string, type: 'Management' | 'Data'): string {
  if (!isAccount(realm)) return `The log of ${realm} (its own audit log of issued tokens and calls)`;
  if (type === 'Management') return `CloudTrail management events of account ${realm} (the trail's bucket, or 90 days of event history with lookup-events)`;
  return `CloudTrail data events of account ${realm} (the trail's bucket, if they were switched on; S3 server access logs are a substitute)`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
