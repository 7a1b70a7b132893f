/** The five marks of the use ladder: told apart by shape, and always with the word beside them. */
import { rungs, type RungName } from '../../../shared/rungs.ts';
import { markup, trusted, type Markup } from './markup.ts';

const shapes: Readonly<Record<RungName, string>> = {
  unknown: '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="1.6 1.6"/>',
  rejected: '<path d="M2 2l8 8M10 2l-8 8" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>',
  denied: '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M3.2 6h5.6" stroke="currentColor" stroke-width="1.5"/>',
  failed: '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 1.4a4.6 4.6 0 0 0 0 9.2z" fill="currentColor"/>',
  succeeded: '<circle cx="6" cy="6" r="5.2" fill="currentColor"/>',
};

/** Stands once in a page; the marks refer to it. */
export const markDefinitions: Markup = trusted(
  `<svg class="defs" aria-hidden="true" focusable="false">${rungs.map((rung) => `<symbol id="mark-${rung}" viewBox="0 0 12 12">${shapes[rung]}</symbol>`).join('')}</svg>`,
);

/** Mark and word. */
export function rungMark(rung: RungName, word: string = rung): Markup {
  return markup`<span class="rung ${rung}"><svg class="mark" aria-hidden="true"><use href="#mark-${rung}"/></svg>${word}</span>`;
}
