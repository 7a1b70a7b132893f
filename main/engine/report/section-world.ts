/** Who held what and what came of it: the picture, the chains in sentences, the credentials at each milestone. */
import type { LifeLine } from '../../../shared/rpc/graph.ts';
import { attemptedOf, successfulOf } from '../../../shared/rungs.ts';
import type { ChainStep } from '../store/export-report.ts';
import type { ReportInput } from './input.ts';
import { exact, markup, name, trusted, type Markup } from './markup.ts';
import { counted, moment, number, stamp } from './words.ts';

const shownCredentials = 200;
const shownSteps = 300;

export function picture({ picture: drawn }: ReportInput): Markup {
  return markup`<section id="picture"><h2>The picture</h2>
<figure>${trusted(drawn.svg.replace(/^<\?xml[^>]*\?>\s*/, ''))}<figcaption>Left to right: who, by what credential (chains grow to the right), on which plane, what resource. Solid: at least one call succeeded. Dashed: attempted only. Dotted: could, no use shown. The same picture stands in <code>data/graph/graph.svg</code>, its data in <code>data/graph/graph.json</code>.</figcaption></figure></section>`;
}

export function chains({ chains: steps, lines }: ReportInput): Markup {
  const known = new Set(lines.map((line) => line.credential.key));
  const told = [
    ...Map.groupBy(
      steps.filter((step) => known.has(step.childKey)),
      sameStep,
    ).values(),
  ];
  const shown = told.slice(0, shownSteps).flatMap(([first, ...others]) => (first ? [{ ...first, others: others.length }] : []));
  const left = steps.length - shown.reduce((sum, step) => sum + 1 + step.others, 0);
  return markup`<section id="chains"><h2>Chains</h2>
<p>Which credential was minted from which. What is reached only through such a step is widened access.</p>
${shown.length === 0 ? markup`<p>No record shows that one of the credentials in question was minted from another.</p>` : markup`<ul class="chain">${treesOf(shown)}</ul>`}
${left > 0 ? markup`<p class="small quiet">${counted(left, 'further derivation')} in this case ${left === 1 ? 'is' : 'are'} listed in <code>data/records/derivations.ndjson</code>.</p>` : null}</section>`;
}

/** A step that several records tell of is told once. */
type ToldStep = ChainStep & { readonly others: number };

function sameStep(step: ChainStep): string {
  return JSON.stringify([step.method, step.parentIdentity, step.parentKey, step.childKey, step.childIdentity]);
}

/** Each step once, under the step that gave the credential it was made with. Steps that lead in a circle stand at the top. */
function treesOf(steps: readonly ToldStep[]): Markup[] {
  const minted = new Set(steps.map((step) => step.childKey));
  const roots = steps.filter((step) => step.parentKey === null || !minted.has(step.parentKey));
  const below = Map.groupBy(steps, (step) => step.parentKey);
  const told = new Set<ToldStep>();
  const treeOf = (step: ToldStep): Markup => {
    told.add(step);
    const next = (below.get(step.childKey) ?? []).filter((one) => !told.has(one));
    return stepOf(
      step,
      next.flatMap((one) => (told.has(one) ? [] : [treeOf(one)])),
    );
  };
  return [...roots, ...steps].flatMap((step) => (told.has(step) ? [] : [treeOf(step)]));
}

function stepOf(step: ToldStep, below: readonly Markup[]): Markup {
  const by = step.parentIdentity === null ? markup`Somebody the record does not name` : markup`<strong>${name(step.parentIdentity)}</strong>`;
  const through = step.parentCredential === null ? null : markup` by ${exact(step.parentCredential)}`;
  const whose = step.childIdentity === null ? null : markup` of <strong>${name(step.childIdentity)}</strong>`;
  return markup`<li><span class="quiet t">${stamp(step.at)}</span> ${by}${through} obtained ${exact(step.childCredential)}${whose}, through ${name(step.method)}. <span class="quiet small">Record ${exact(`${step.item.slice(0, 12)}…`)} at byte ${number(step.offset)}${step.others > 0 ? `, and ${counted(step.others, 'further record')}` : ''}.</span>${below.length > 0 ? markup`<ul class="chain">${below}</ul>` : null}</li>`;
}

export function credentials({ lines }: ReportInput): Markup {
  const shown = lines.slice(0, shownCredentials);
  const left = lines.length - shown.length;
  return markup`<section id="credentials"><h2>Credentials</h2>
<p>The credentials in question and their state at each milestone, with the rule that gave it. “Inferred” means by a provider’s rule or from first use, not from a record.</p>
${shown.length === 0 ? markup`<p>No credential is in question.</p>` : shown.map(credentialOf)}
${left > 0 ? markup`<p class="small quiet">${counted(left, 'further credential')}: see <code>data/records/credentials.ndjson</code>.</p>` : null}</section>`;
}

function credentialOf(line: LifeLine): Markup {
  const life = [
    line.issued === null ? 'issue not seen' : `issued ${moment(line.issued)}${line.issuedInferred ? ' (inferred)' : ''}`,
    line.expires === null
      ? line.lifetime === 'static'
        ? 'does not expire by itself'
        : 'expiry not known'
      : `expires ${moment(line.expires)}${line.expiresInferred ? ' (inferred)' : ''}`,
    ...(line.ended === null ? [] : [`${line.endedBy === '' ? 'ended' : line.endedBy} ${moment(line.ended)}`]),
    ...(line.first === null
      ? ['no use seen']
      : [`used ${moment(line.first)}${line.last === null || line.last === line.first ? '' : ` to ${moment(line.last)}`}`]),
  ];
  const signs = [...(line.chained ? ['obtained through a chain'] : []), ...(line.exposed ? ['was readable by, or asserted to be held by, somebody else'] : [])];
  return markup`<h3>${exact(line.credential.display)} <span class="quiet">${line.credential.kind.replaceAll('_', ' ')}${line.holder ? markup` of ${name(line.holder.display)}` : null}</span></h3>
<p class="small">${name(`${life.join('; ')}.`)}${signs.length > 0 ? ` It ${signs.join(' and ')}.` : ''} ${counted(successfulOf(line.counts), 'successful use')}, ${number(attemptedOf(line.counts))} attempted${line.counts[0] > 0 ? `, ${number(line.counts[0])} unknown` : ''}${line.successfulAfterPatch > 0 ? markup`; <strong>${number(line.successfulAfterPatch)} successful after the patch</strong>` : null}.</p>
${line.validity.length === 0 ? null : markup`<table><thead><tr><th scope="col">At</th><th scope="col" class="t">Time (UTC)</th><th scope="col">State</th><th scope="col">Why</th></tr></thead><tbody>${[...line.validity].sort((a, b) => a.at - b.at).map((at) => markup`<tr><td>${at.moment.replaceAll('_', ' ')}</td><td class="t">${stamp(at.at)}</td><td class="t"><strong>${at.validity}</strong>${at.inferred ? ', inferred' : ''}</td><td>${name(at.rule)}</td></tr>`)}</tbody></table>`}`;
}
