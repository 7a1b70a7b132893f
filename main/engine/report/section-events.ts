/** The events that matter, what people made of them, and what could not be read. */
import { rungName } from '../../../shared/rungs.ts';
import type { PrintedEvent } from '../store/export-report.ts';
import type { ExportedAssessment } from '../store/export-words.ts';
import type { ReportInput } from './input.ts';
import { exact, markup, name, type Markup } from './markup.ts';
import { rungMark } from './marks.ts';
import { counted, number, plain, stamp, stampOf } from './words.ts';

const shownAssessed = 50;
const shownReasons = 200;

export function events({ lists }: ReportInput): Markup {
  return markup`<section id="events"><h2>Events that matter</h2>
<p>Every event of the case, with the fields its rung was read from, stands in <code>data/records/events.ndjson</code>.</p>
${lists.map((list) => markup`<h3>${list.title}</h3><p>${name(list.note)}</p>${list.events.length === 0 ? markup`<p class="quiet">None.</p>` : tableOf(list.events)}${list.total > list.events.length ? markup`<p class="small quiet">${counted(list.total - list.events.length, 'further event')} of this kind ${list.total - list.events.length === 1 ? 'is' : 'are'} not printed here.</p>` : null}`)}</section>`;
}

function tableOf(rows: readonly PrintedEvent[]): Markup {
  return markup`<div class="scroll"><table><thead><tr><th scope="col" class="t">Time (UTC)</th><th scope="col">Rung</th><th scope="col">Action</th><th scope="col">Identity and credential</th><th scope="col">Resource</th><th scope="col">From</th><th scope="col">Record</th></tr></thead><tbody>${rows.map(rowOf)}</tbody></table></div>`;
}

/** Two rows: the event, and below it the fields its rung was read from. */
function rowOf(event: PrintedEvent): Markup {
  const basis = event.basis.map((one) => `${one.field} = ${one.value}`).join('; ');
  const credential = event.credential === null ? null : markup`<br>${exact(event.credential)}`;
  const resource = markup`${event.resource === null ? '' : name(event.resource)}${event.more > 0 ? markup` <span class="quiet">and ${number(event.more)} more</span>` : null}`;
  const record = markup`<code>${event.item.slice(0, 8)}</code>${event.member === '' ? null : markup`<br>${name(event.member)}`} <span class="t">byte ${number(event.offset)}</span>`;
  return markup`<tr class="led"><td class="t">${stamp(event.at)}</td><td>${rungMark(rungName(event.rung))}</td><td>${name(event.action)}<br><span class="quiet">${event.plane}</span></td><td>${name(event.identity)}${credential}</td><td>${resource}</td><td>${name(event.from)}</td><td>${record}</td></tr><tr><td></td><td colspan="6" class="quiet">${event.assessed === null ? null : markup`<strong>assessed: ${plain(event.assessed)}</strong>; `}${name(basis)}</td></tr>`;
}

export function assessments({ assessments: all }: ReportInput): Markup {
  const superseded = new Set(all.flatMap((one) => (one.supersedes === null ? [] : [one.supersedes])));
  return markup`<section id="assessments"><h2>Assessments</h2>
<p>What investigators determined, beside what the machine read. A later assessment supersedes an earlier one; nothing is deleted.</p>
${all.length === 0 ? markup`<p>None was entered.</p>` : all.map((one) => assessmentOf(one, superseded.has(one.id)))}</section>`;
}

function assessmentOf(one: ExportedAssessment, superseded: boolean): Markup {
  const shown = one.events.slice(0, shownAssessed);
  const left = one.events.length - shown.length;
  return markup`<article class="answer"><h3>${number(one.id)}. ${plain(one.determination)}, ${one.confidence} <span class="quiet">${one.credential !== null && one.target === 'credential' ? exact(one.credential) : one.target === 'holding' ? markup`${name(one.identity ?? '')} held ${exact(one.credential ?? '')}` : counted(one.events.length, 'event')}</span>${superseded ? markup` <span class="verdict no">superseded</span>` : null}</h3>
<p class="sentence">${name(one.rationale)}</p>
<p class="small quiet">${name(one.author)}, ${stampOf(one.at)} UTC${one.tags.length > 0 ? markup`; tags: ${name(one.tags.join(', '))}` : null}${one.supersedes === null ? null : `; supersedes ${one.supersedes}`}</p>
${shown.length === 0 ? null : markup`<table><thead><tr><th scope="col" class="t">Time (UTC)</th><th scope="col">Action</th><th scope="col">The machine read</th><th scope="col">The investigator says</th><th scope="col">Record</th></tr></thead><tbody>${shown.map((event) => markup`<tr><td class="t">${stampOf(event.at)}</td><td>${name(event.action)}</td><td>${rungMark(event.machineRung)}</td><td>${plain(one.determination)}</td><td class="small"><code>${event.record.item.slice(0, 8)}</code> byte ${number(event.record.offset)}</td></tr>`)}</tbody></table>`}
${left > 0 ? markup`<p class="small quiet">${counted(left, 'further event')} in <code>data/records/assessments.ndjson</code>.</p>` : null}</article>`;
}

export function skipped({ skipped: reasons }: ReportInput): Markup {
  const lost = reasons.filter((one) => one.lost);
  const shown = reasons.slice(0, shownReasons);
  return markup`<section id="skipped"><h2>Records that could not be read</h2>
<p>${
    lost.length === 0
      ? 'Every record was read.'
      : `${counted(
          lost.reduce((sum, one) => sum + one.records, 0),
          'record',
        )} gave nothing.`
  } Each one, with its place in the original, stands in <code>data/records/skipped.ndjson</code>.</p>
${shown.length === 0 ? null : markup`<div class="scroll"><table><thead><tr><th scope="col">File</th><th scope="col">Reason</th><th scope="col" class="n">Records</th><th scope="col">The first says</th></tr></thead><tbody>${shown.map((one) => markup`<tr><td>${name(one.name)}<br><code>${one.item.slice(0, 8)}</code></td><td>${plain(one.code)}<br><span class="quiet">${one.lost ? 'lost' : 'read all the same'}</span></td><td class="n">${number(one.records)}</td><td>${name(one.example)}</td></tr>`)}</tbody></table></div>`}</section>`;
}
