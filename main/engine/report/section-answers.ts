/** The answers with their reasons, counts and what would change them. */
import type { Answer, CoverageLight } from '../../../shared/rpc/answers.ts';
import type { ReportInput } from './input.ts';
import { html, name, type Markup } from './markup.ts';
import { rungMark } from './marks.ts';
import { counted, number } from './words.ts';

const verdictWords = { yes: 'Yes', no: 'No', cannot_tell: 'Cannot tell' } as const;
const coverageWords = { full: 'there for the whole window', part: 'there in part', none: 'absent' } as const;
const shownRows = 60;

export function answers(input: ReportInput): Markup {
  return html`<section id="answers"><h2>Answers</h2>
<p>“No” is said only where the logs that would show it are there for the whole window; otherwise the answer is “Cannot tell”, with what is missing.</p>
${input.answers.map(answerOf)}</section>`;
}

function answerOf(answer: Answer): Markup {
  return html`<article class="answer"><h3><span class="quiet">${answer.id}</span> ${answer.title} <span class="verdict ${answer.verdict}">${verdictWords[answer.verdict]}</span></h3>
<p class="quiet small">${answer.question}</p>
<p class="sentence">${name(answer.sentence)}</p>
<p class="counts">${rungMark('succeeded', `${number(answer.successful)} successful`)} ${rungMark('denied', `${number(answer.attempted)} attempted`)} ${answer.unknown > 0 ? rungMark('unknown', `${number(answer.unknown)} unknown`) : null}</p>
${answer.reasons.length > 0 ? html`<ol>${answer.reasons.map((reason) => html`<li>${name(reason.text)}${reason.opens && reason.opens.events > 0 ? html` <span class="quiet small">(${counted(reason.opens.events, 'event')})</span>` : null}</li>`)}</ol>` : null}
${answer.tables.map(tableOf)}
${answer.coverage.length > 0 ? html`<p class="small"><strong>Coverage.</strong> ${answer.coverage.map(lightOf)}</p>` : null}
${answer.restsOn.length > 0 ? html`<p class="small"><strong>Rests on.</strong> ${answer.restsOn.map((text) => html`${name(text)} `)}</p>` : null}
${answer.wouldChange.length > 0 ? html`<p class="small"><strong>Would change it.</strong> ${answer.wouldChange.map((text) => html`${name(text)} `)}</p>` : null}
</article>`;
}

function tableOf(table: Answer['tables'][number]): Markup {
  const rows = table.rows.slice(0, shownRows);
  const numeric = table.columns.map((_, column) => rows.length > 0 && rows.every((row) => /^[0-9][0-9,. ]*$/.test(row.cells[column] ?? '')));
  const kind = (column: number) => (numeric[column] ? 'n' : '');
  const left = table.rows.length - rows.length;
  return html`<div class="scroll"><table><caption>${table.title}</caption><thead><tr>${table.columns.map((title, column) => html`<th scope="col" class="${kind(column)}">${title}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.cells.map((cell, column) => html`<td class="${kind(column)}">${name(cell)}</td>`)}</tr>`)}</tbody></table></div>${left > 0 ? html`<p class="small quiet">${counted(left, 'further row')} in <code>data/records/answers.ndjson</code>.</p>` : null}`;
}

function lightOf(light: CoverageLight): Markup {
  return html`${name(light.source)}: <span class="state ${light.state}">${coverageWords[light.state]}</span>${light.detail === '' ? '' : html` (${name(light.detail)})`}. `;
}
