/** The answers with their reasons, counts and what would change them. */
import type { Answer, CoverageLight } from '../../../shared/rpc/answers.ts';
import type { ReportInput } from './input.ts';
import { markup, name, type Markup } from './markup.ts';
import { rungMark } from './marks.ts';
import { counted, number } from './words.ts';

const verdictWords = { yes: 'Yes', no: 'No', cannot_tell: 'Cannot tell' } as const;
const coverageWords = { full: 'there for the whole window', part: 'there in part', none: 'absent' } as const;
const shownRows = 60;

export function answers(input: ReportInput): Markup {
  return markup`<section id="answers"><h2>Answers</h2>
<p>“No” is said only where the logs that would show it are there for the whole window; otherwise the answer is “Cannot tell”, with what is missing.</p>
${input.answers.map(answerOf)}</section>`;
}

function answerOf(answer: Answer): Markup {
  return markup`<article class="answer"><h3><span class="quiet">${answer.id}</span> ${answer.title} <span class="verdict ${answer.verdict}">${verdictWords[answer.verdict]}</span></h3>
<p class="quiet small">${answer.question}</p>
<p class="sentence">${name(answer.sentence)}</p>
${answer.successful + answer.attempted + answer.unknown > 0 ? markup`<p class="counts">${rungMark('succeeded', `${number(answer.successful)} successful`)} ${rungMark('denied', `${number(answer.attempted)} attempted`)} ${answer.unknown > 0 ? rungMark('unknown', `${number(answer.unknown)} unknown`) : null}</p>` : null}
${answer.reasons.length > 0 ? markup`<ol>${answer.reasons.map((reason) => markup`<li>${name(reason.text)}${reason.opens && reason.opens.events > 0 ? markup` <span class="quiet small">(${counted(reason.opens.events, 'event')})</span>` : null}</li>`)}</ol>` : null}
${answer.tables.map(tableOf)}
${listOf('Coverage', answer.coverage.map(lightOf))}
${listOf('Rests on', answer.restsOn.map(name))}
${listOf('Would change it', answer.wouldChange.map(name))}
</article>`;
}

/** Columns of long text in a wide table stand below each row instead, over its whole width. */
function tableOf(table: Answer['tables'][number]): Markup {
  const rows = table.rows.slice(0, shownRows);
  const places = [...table.columns.keys()];
  const cell = (row: (typeof rows)[number], column: number) => row.cells[column] ?? '';
  const below = table.columns.length > 5 ? places.filter((column) => column > 0 && rows.some((row) => cell(row, column).length > 80)) : [];
  const across = places.filter((column) => !below.includes(column));
  const kind = (column: number) => (rows.length > 0 && rows.every((row) => /^[0-9]{1,3}(?:,[0-9]{3})*$|^[0-9]{4,7}$/.test(cell(row, column))) ? 'n' : '');
  const left = table.rows.length - rows.length;
  return markup`<div class="scroll"><table><caption>${table.title}</caption><thead><tr>${across.map((column) => markup`<th scope="col" class="${kind(column)}">${name(table.columns[column] ?? '')}</th>`)}</tr></thead><tbody>${rows.map(
    (row) =>
      markup`<tr class="${below.length > 0 ? 'led' : ''}">${across.map((column) => markup`<td class="${kind(column)}">${name(cell(row, column))}</td>`)}</tr>${below.length > 0 ? markup`<tr><td colspan="${across.length}" class="quiet">${below.map((column) => markup`${name(table.columns[column] ?? '')}: ${name(cell(row, column))} `)}</td></tr>` : null}`,
  )}</tbody></table></div>${left > 0 ? markup`<p class="small quiet">${counted(left, 'further row')} in <code>data/records/answers.ndjson</code>.</p>` : null}`;
}

function lightOf(light: CoverageLight): Markup {
  return markup`${name(light.source)}: <span class="state ${light.state}">${coverageWords[light.state]}</span>${light.detail === '' ? '' : markup`. ${name(light.detail)}`}`;
}

function listOf(title: string, items: readonly Markup[]): Markup | null {
  return items.length === 0 ? null : markup`<h4>${title}</h4><ul class="small">${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
}
