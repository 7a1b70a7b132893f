/** What the report rests on: the originals, what each source covers, and the milestones people set. */
import type { ExportedOriginal } from '../store/export-originals.ts';
import type { SourceCoverage } from '../store/coverage.ts';
import type { ReportInput } from './input.ts';
import { exact, markup, name, type Markup } from './markup.ts';
import { bytes, counted, moment, number, plain, stamp } from './words.ts';

const shownGaps = 20;

export function sources({ originals, coverage, providerCheck }: ReportInput): Markup {
  return markup`<section id="sources"><h2>Sources</h2>
<h3>What each source covers</h3>
${coverage.length === 0 ? markup`<p>No source gave an event.</p>` : markup`<div class="scroll"><table><thead><tr><th scope="col">Source</th><th scope="col" class="t">First event (UTC)</th><th scope="col" class="t">Last event (UTC)</th><th scope="col" class="n">Events</th><th scope="col">Coverage</th></tr></thead><tbody>${coverage.map(coverageRow)}</tbody></table></div>`}
${coverage.some((source) => source.gaps.length > 0) ? markup`<h3>Gaps</h3><ul>${coverage.flatMap((source) => gapsOf(source))}</ul>` : null}
<h3>What providers vouch for</h3>
<p>${providerWords(providerCheck)}</p>
<h3>Originals</h3>
<p>Each file is enclosed as it was imported, in <code>data/originals/</code>, with its digests. Records = records that became events + records that gave facts only + records skipped; this holds for every file.</p>
<div class="scroll"><table><thead><tr><th scope="col">File and SHA-256</th><th scope="col">Read as</th><th scope="col" class="n">Size</th><th scope="col" class="n">Records</th><th scope="col" class="n">Events</th><th scope="col" class="n">Facts</th><th scope="col" class="n">Skipped</th></tr></thead><tbody>${originals.map(originalRow)}</tbody></table></div>
</section>`;
}

function providerWords(check: ReportInput['providerCheck']): Markup {
  if (check === null) return markup`The files were not checked against digests that their provider signed (CloudTrail log file validation).`;
  const later = check.importedSince > 0 ? markup` ${counted(check.importedSince, 'file')} came into the case after that check.` : null;
  return markup`Checked at ${moment(check.at)}. ${name(check.result)}${later} What no such check can show: the newest digest of a chain has its signature outside the files; digests removed from the end of a chain leave no trace; the public keys are as trustworthy as where they were got from.`;
}

function coverageRow(source: SourceCoverage): Markup {
  const hours = `events in ${number(source.hoursWithEvents)} of ${counted(source.hours, 'hour')}`;
  const types = source.logTypes.length > 0 ? `; log types seen: ${source.logTypes.join(', ')}` : '';
  const steady = source.steady
    ? source.gaps.length === 0
      ? '; no silent hour'
      : `; ${counted(source.gaps.length, 'gap')}`
    : '; too sparse to tell a gap from quiet';
  const skipped = source.skipped > 0 ? `; ${counted(source.skipped, 'record')} of its files skipped` : '';
  return markup`<tr><td>${name(source.source)}</td><td class="t">${stamp(source.from)}</td><td class="t">${stamp(source.to)}</td><td class="n">${number(source.events)}</td><td>${hours}${steady}${name(types)}${skipped}</td></tr>`;
}

function gapsOf(source: SourceCoverage): Markup[] {
  const shown = source.gaps.slice(0, shownGaps).map((gap) => markup`<li>${name(source.source)}: ${moment(gap.from)} to ${moment(gap.to)}. ${gap.why}</li>`);
  const more = source.gaps.length - shown.length;
  return more > 0
    ? [...shown, markup`<li>${name(source.source)}: ${counted(more, 'further gap')}, listed in <code>data/records/coverage.ndjson</code></li>`]
    : shown;
}

function originalRow(original: ExportedOriginal): Markup {
  const sum = (key: 'records' | 'withEvents' | 'withFacts' | 'skipped') => number(original.streams.reduce((all, stream) => all + stream[key], 0));
  const readers = [
    ...new Set(original.streams.map((stream) => (stream.reader === null ? 'not recognised' : `${stream.reader} ${stream.readerVersion ?? ''}`.trim()))),
  ];
  return markup`<tr><td>${name(original.name)}<br>${exact(original.sha256)}</td><td>${readers.join(', ')}</td><td class="n">${bytes(original.size)}</td><td class="n">${sum('records')}</td><td class="n">${sum('withEvents')}</td><td class="n">${sum('withFacts')}</td><td class="n">${sum('skipped')}</td></tr>`;
}

export function milestones({ summary }: ReportInput): Markup {
  return markup`<section id="milestones"><h2>Milestones</h2>
<p>Set by people, each on the word of its author. Moved and withdrawn ones are kept in <code>data/records/milestones.ndjson</code>.</p>
${
  summary.milestones.length === 0
    ? markup`<p>None was set.</p>`
    : markup`<table><thead><tr><th scope="col" class="t">Time (UTC)</th><th scope="col">Milestone</th><th scope="col">Of</th><th scope="col">Ground</th><th scope="col">By</th></tr></thead><tbody>${summary.milestones.map(
        (one) =>
          markup`<tr><td class="t">${stamp(one.at)}</td><td>${plain(one.kind)}</td><td>${one.identity ? name(one.identity.display) : one.credential ? name(one.credential.display) : 'the whole case'}</td><td>${name(one.note)}</td><td>${name(one.author)}<br><span class="quiet t">${stamp(one.enteredAt)}</span></td></tr>`,
      )}</tbody></table>`
}
</section>`;
}
