/** Writes README's table of formats from the list of readers: node scripts/run.mjs scripts/formats.ts */
import { readFileSync, writeFileSync } from 'node:fs';
import { sources } from '../main/engine/sources/index.ts';
import { inProject, isMain, say } from './project.ts';

const begin = '<!-- formats: written by npm run formats -->';
const end = '<!-- /formats -->';

/** One row for each reader, in the order of the list. */
export function formatsTable(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
  const rows = sources.map(({ id, title, framing, docs }) => {
    const links = docs.map((doc, place) => `[${place + 1}](${doc.url} "${cell(doc.title).replaceAll('"', "'")}")`);
    return `| \`${id}\` | ${cell(title)} | ${cell(framing)} | ${links.join(' ')} |`;
  });
  return ['| reader | what | comes as | documentation |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** README with its table as it should be. Throws when the marks are gone. */
export function withFormats(readme: string): string {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has lost the marks ${begin} and ${end}`);
  return `${readme.slice(0, from + begin.length)}\n\n${formatsTable()}\n\n${readme.slice(to)}`;
}

if (isMain(import.meta.url)) {
  const file = inProject('README.md');
  const readme = readFileSync(file, 'utf8');
  const now = withFormats(readme);
  if (now !== readme) writeFileSync(file, now);
  say(`${sources.length} readers${now === readme ? '; README.md has them already' : ' written to README.md'}.`);
}
