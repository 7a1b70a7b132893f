/** A certification for a qualified person to complete and sign by hand. Prepared, never signed, by the program. */
import type { CaseSummary } from '../../../shared/rpc/case.ts';
import type { ExportedOriginal } from '../store/export-originals.ts';
import type { AboutBundle } from './input.ts';
import { exact, markup, name, type Markup } from './markup.ts';
import { page } from './page.ts';
import { bytes, counted, second, stampOf } from './words.ts';

export interface CertificationInput {
  readonly summary: CaseSummary;
  readonly about: AboutBundle;
  readonly originals: readonly ExportedOriginal[];
}

export function* certificationHtml(input: CertificationInput): Generator<string> {
  yield* page(`${input.summary.reference}: certification ${input.about.name}`, [body(input)]);
}

function body({ summary, about, originals }: CertificationInput): Markup {
  const line = markup`<span class="fill">&nbsp;</span>`;
  return markup`<header><p class="kicker">Prepared, not signed</p><h1>Certification of electronic records</h1>
<p class="lead">Case ${name(summary.reference)} · bundle ${exact(about.name)} · <span class="t">${second(about.at)}</span></p></header>
<div class="note"><p>A person completes and signs this page. The program only prepared it: nothing on it is certified until a person has done so, and whether this form serves in a given jurisdiction is for counsel to say.</p></div>
<p>I, ${line}, of ${line}, state:</p>
<ol>
<li>I am qualified to make this statement by ${line} and I am authorised to make it by ${line}.</li>
<li>The electronic files listed below were given to me, or obtained by me, from ${line} on ${line}, by ${line}.</li>
<li>They were imported into Keyholder ${about.version}. At the import the program copied each file byte for byte and computed its SHA-256 and SHA-512 digests; the copies are enclosed in this bundle with these digests. Two files with the same digest are, for all practical purposes, identical.</li>
<li>On ${line} I verified this bundle, with ${line}, and it was complete, unchanged, and signed with the key ${exact(about.signer.fingerprint)} of ${name(about.signer.name)}.</li>
<li>The digest of the signed file <code>tagmanifest-sha256.txt</code> was then ${line}</li>
<li>The readings in the report were produced by the program’s documented rules from these files. To my knowledge the program worked as intended, except: ${line}</li>
</ol>
<p>I declare that the foregoing is true and correct.</p>
<p>Place and date: ${line}</p><p>Signature: ${line}</p><p>Name in block letters: ${line}</p>
<h2>Files</h2>
<p>${counted(originals.length, 'file')}.</p>
<table><thead><tr><th scope="col">Name as imported</th><th scope="col" class="n">Size</th><th scope="col" class="t">Imported (UTC)</th><th scope="col">SHA-256</th></tr></thead><tbody>${originals.map((original) => markup`<tr><td>${name(original.name)}</td><td class="n">${bytes(original.size)}</td><td class="t">${stampOf(original.imported)}</td><td>${exact(original.sha256)}</td></tr>`)}</tbody></table>
<footer>Keyholder ${about.version} · bundle ${about.name} · examiner ${name(summary.examiner)}</footer>`;
}
