/** The first page: what this is, about what, by whom, on whose word. */
import type { ReportInput } from './input.ts';
import { exact, markup, name, type Markup } from './markup.ts';
import { bytes, counted, moment, number, second } from './words.ts';

export const contents: readonly (readonly [id: string, title: string])[] = [
  ['scope', 'Scope and authority'],
  ['verify', 'How to verify'],
  ['sources', 'Sources'],
  ['milestones', 'Milestones'],
  ['answers', 'Answers'],
  ['picture', 'The picture'],
  ['chains', 'Chains'],
  ['credentials', 'Credentials'],
  ['events', 'Events that matter'],
  ['assessments', 'Assessments'],
  ['skipped', 'Records that could not be read'],
  ['limits', 'Limitations'],
  ['glossary', 'Glossary'],
];

export function head({ summary, about }: ReportInput): Markup {
  const { counts } = summary;
  return markup`<header class="cover">
<p class="kicker">Keyholder evidence report</p>
<h1>${summary.title === '' ? name(summary.reference) : name(summary.title)}</h1>
<p class="lead">Case ${name(summary.reference)} · bundle ${exact(about.name)} · <span class="t">${second(about.at)}</span></p>
<dl class="facts">
<dt>Examiner</dt><dd>${name(summary.examiner)}</dd>
<dt>Signed by</dt><dd>${name(about.signer.name)} (${name(about.signer.role)}), key ${exact(about.signer.fingerprint)}</dd>
<dt>Case</dt><dd>${exact(summary.caseId)}, opened ${second(summary.createdAt)}</dd>
<dt>Case clock</dt><dd>${moment(summary.caseClock)}: the moment that “now” stands for${summary.caseClockSet ? '' : ' (the last event; nobody set it)'}</dd>
<dt>Evidence</dt><dd>${counted(counts.originals, 'original')}, ${counted(counts.records, 'record')}: ${counted(counts.events, 'event')}, ${counted(counts.identities, 'identity', 'identities')}, ${counted(counts.credentials, 'credential')}; ${counted(counts.skipped, 'record')} skipped with a reason</dd>
<dt>Time span</dt><dd>${summary.span ? `${moment(summary.span.from)} to ${moment(summary.span.to)}` : 'no event'}</dd>
<dt>Custody log</dt><dd>${counted(about.custody.entries, 'entry', 'entries')}, the last with hash ${exact(about.custody.head)}</dd>
</dl>
<nav aria-label="Contents"><ol>${contents.map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
</header>`;
}

export function scope({ summary, about, originals, answers }: ReportInput): Markup {
  const size = originals.reduce((sum, original) => sum + original.size, 0);
  const subjects = summary.milestones
    .filter((one) => one.kind === 'exposure_began' || one.kind === 'exploited')
    .flatMap((one) => (one.identity ? [one.identity.display] : one.credential ? [one.credential.display] : []));
  return markup`<section id="scope"><h2>Scope and authority</h2>
<p>This report states what the imported audit logs and token records show about who held which credential, what was done with it, and whether each attempt succeeded. It rests on ${counted(originals.length, 'original file')} (${bytes(size)}), kept byte for byte and enclosed in this bundle; every statement leads back to the exact bytes of a record.</p>
${subjects.length > 0 ? markup`<p>The case is about ${[...new Set(subjects)].map((subject, index) => markup`${index > 0 ? ', ' : ''}<strong>${name(subject)}</strong>`)}: named by a milestone as exposed or exploited.</p>` : markup`<p>No milestone names an identity or a credential as exposed or exploited; the answers below speak of the case as a whole.</p>`}
<p>It answers ${number(answers.length)} questions. The readings in it are the machine’s, by the rules named with each; assessments by people stand beside them and never replace them. The authority for the examination is not recorded by this program; it is stated in the certification, which a person signs.</p>
<p class="small quiet">Made with Keyholder ${about.version}. Times are UTC. Names from logs are shown as they are; characters that cannot be seen or that reorder text are written as code points, for example [U+202E].</p>
</section>`;
}

export function verify({ about, checks }: ReportInput): Markup {
  return markup`<section id="verify"><h2>How to verify</h2>
<p>Anyone can check, offline and without Keyholder, that this bundle is complete, unchanged and signed by people they trust. The trusted keys must come from your own records, never from the bundle: put them in a file <code>allowed_signers</code> and compare the fingerprint of ${name(about.signer.name)} with what that person tells you: ${exact(about.signer.fingerprint)}.</p>
<p>With Keyholder:</p><pre>keyholder verify ${about.name} --signers allowed_signers</pre>
<p>With bash, OpenSSH and coreutils, inside the folder ${exact(about.name)}:</p><pre>SIGNERS=../allowed_signers</pre>
<ol>${checks.map((check) => markup`<li>${check.title}<pre>${lines(check.command)}</pre></li>`)}</ol>
<p class="small quiet">The same commands stand in <code>keyholder/README-VERIFY.txt</code>, from which they are easier to copy.</p></section>`;
}

/** A line feed is a control character to `showHidden`; in a command of ours it is only a new line. */
function lines(text: string): readonly Markup[] {
  return text.split('\n').map((line, index) => markup`${index > 0 ? markup`<br>` : null}${line}`);
}
