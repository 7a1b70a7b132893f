/** Building HTML in which every text is escaped unless it was built here. */
import { showHidden } from '../../../shared/visible-text.ts';

/** A piece of finished HTML. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Markup | string | number | null | false | readonly Content[];

/** A template whose values are escaped; markup passes through, null and false give nothing. */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + (index < values.length ? written(values[index] ?? null) : '')).join(''));
}

/** HTML from elsewhere in this program that is known to be safe: the picture, the style. Never anything from a log. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** A name or value from a log: in its own direction, with hidden characters written out, broken only where that reads well. */
export function name(text: string): Markup {
  return markup`<bdi>${softened(text)}</bdi>`;
}

/** The same in the typeface for exact text. */
export function exact(text: string): Markup {
  return markup`<code><bdi>${softened(text)}</bdi></code>`;
}

const moments = /(\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}(?:\.\d+)?(?: UTC)?)/;

/** Keeps dates and times of day whole and lets long words break after separators and between joined words, else every twenty characters. */
function softened(text: string): readonly Markup[] {
  return text.split(moments).map((part, index) => (index % 2 === 1 ? markup`<span class="t">${part}</span>` : markup`${part.split(/(\s+)/).map(breakable)}`));
}

function breakable(word: string): Content {
  if (word.length <= 15) return word;
  const parts = word.match(/[^/:.,_@=&?|-]+[/:.,_@=&?|-]*|[/:.,_@=&?|-]+/gu) ?? [word];
  const pieces = parts.flatMap((part) =>
    (part.length <= 16 ? [part] : part.split(/(?<=\p{Ll})(?=\p{Lu})/u)).flatMap((piece) => piece.match(/.{1,20}/gsu) ?? []),
  );
  return pieces.map((piece, index) => (index === 0 ? piece : markup`<wbr>${piece}`));
}

function written(value: Content): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return value.map(written).join('');
}

function escape(text: string): string {
  return showHidden(text).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
