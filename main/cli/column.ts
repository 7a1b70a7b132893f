import { showHidden } from '../../shared/visible-text.ts';

/** Text cut to a width, with a mark where it was cut, and filled up with spaces; nothing in it moves the cursor. */
export function column(text: string, width: number): string {
  const characters = [...showHidden(text)];
  return (characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : characters.join('')).padEnd(width);
}
