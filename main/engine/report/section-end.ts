/** What cannot be known from here, and what the words mean. */
import { rungMeanings, rungs } from '../../../shared/rungs.ts';
import type { ReportInput } from './input.ts';
import { markup, type Markup } from './markup.ts';
import { rungMark } from './marks.ts';
import { counted } from './words.ts';

export function limits({ summary, originals }: ReportInput): Markup {
  const unread = originals.flatMap((original) => original.streams).filter((stream) => stream.reader === null).length;
  return markup`<section id="limits"><h2>Limitations</h2>
<h3>Of the evidence</h3>
<ul>
<li>A log shows what its producer recorded. An action that leaves no record in the enclosed originals is not in this report; question Q10 says where they are silent.</li>
<li>Whether the originals were complete and unaltered before they were imported is not established by this report. Their digests fix them from the import on.</li>
<li>A rung is read from fields of the record, named with each event. “Successful” means that the service reported success, “attempted” that it reported a refusal or failure. Neither says who sat at the keyboard.</li>
<li>“Valid” at a moment is worked out from what records say about issue, expiry, deactivation and revocation, and from providers’ published rules where it says “inferred”.</li>
${unread > 0 ? markup`<li>${counted(unread, 'enclosed stream')} could not be recognised and gave no event.</li>` : null}
</ul>
<h3>Of the bundle</h3>
<p>The bundle and its custody log are tamper-evident, not immutable. The following cannot be seen from the bundle alone:</p>
<ul>
<li>that the last review was removed from it: the reviewer’s own receipt shows that;</li>
<li>that the custody log was written anew, by somebody who holds the signing key, after the last point that is known outside: comparing it with an earlier bundle or checkpoint of the case shows that;</li>
<li>that the clock of the machine was wrong or set back: there is no independent time stamp in it. A clock that ran backward between two entries is recorded in the log and not corrected;</li>
<li>that something untrue was entered at the time by a person. Milestones, assertions and assessments carry their author for this reason.</li>
</ul>
<p>${summary.custody.anchorAt === null ? 'No earlier point of this custody log is known to have left the case before this bundle.' : `Before this bundle, ${counted(summary.custody.sinceAnchor, 'entry', 'entries')} had been written since the last outside anchor (${summary.custody.anchorWhat ?? ''}).`}</p></section>`;
}

const terms: readonly (readonly [string, string])[] = [
  ['Identity', 'Somebody or something that can act: a person, a service, a role, a workload, an application.'],
  [
    'Credential',
    'What an identity presents to be let in: a key, a session, a token. Known here by an identifier that is no secret or by a keyed fingerprint (fp1:…), never by its secret.',
  ],
  ['Holding', 'That an identity had a credential, or could read it: issued, used, inventory, exposed, or asserted by an investigator.'],
  ['Derivation', 'That one credential was used to obtain another. Derivations form chains.'],
  ['Widened access', 'What was reached only through a derivation.'],
  ['Plane', 'The kind of control that was exercised: identity, secrets, management, source, delivery, data, compute, network, agent.'],
  [
    'Milestone',
    'A moment of the incident, set by a person: exposure began, exploited, detected, patch deployed, patch verified, contained, credential revoked or rotated.',
  ],
  ['Coverage', 'For which hours the logs are there.'],
  ['Original', 'An imported file, byte for byte, named by its SHA-256.'],
  ['Record', 'One entry in an original, given by its byte offset in the (decompressed) stream.'],
  ['Custody log', 'Everything done to the case, in lines of which each carries the hash of the one before.'],
];

export function glossary({ about }: ReportInput): Markup {
  return markup`<section id="glossary"><h2>Glossary</h2>
<table><thead><tr><th scope="col">Rung</th><th scope="col">Means</th><th scope="col">Counts as</th></tr></thead><tbody>${[...rungs].reverse().map((rung) => markup`<tr><td>${rungMark(rung)}</td><td>${rungMeanings[rung]}</td><td>${rung === 'succeeded' ? 'successful' : rung === 'unknown' ? 'neither' : 'attempted'}</td></tr>`)}</tbody></table>
<dl class="facts">${terms.map(([term, meaning]) => markup`<dt>${term}</dt><dd>${meaning}</dd>`)}</dl>
</section>
<footer>Keyholder ${about.version} · bundle ${about.name} · signed by ${about.signer.name}, ${about.signer.fingerprint}</footer>`;
}
