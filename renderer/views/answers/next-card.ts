/** Place of the card one key away in a grid of `columns`; null where the key moves nowhere. */
export function nextCard(key: string, place: number, cards: number, columns: number): number | null {
  const next = target(key, place, cards, columns);
  return next === null || next < 0 || next >= cards || next === place ? null : next;
}

function target(key: string, place: number, cards: number, columns: number): number | null {
  switch (key) {
    case 'j':
    case 'ArrowRight':
      return place + 1;
    case 'k':
    case 'ArrowLeft':
      return place - 1;
    case 'ArrowDown':
      return place + columns;
    case 'ArrowUp':
      return place - columns;
    case 'Home':
      return 0;
    case 'End':
      return cards - 1;
    default:
      return null;
  }
}
