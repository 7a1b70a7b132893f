import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useKeyGroups } from '../state/keys.ts';

/** Listens for every bound key in one place, so that `g a` is never taken for `a`. */
export function KeyListener(): null {
  const groups = useKeyGroups((state) => state.groups);
  useEffect(() => {
    const deeds = groups
      .toReversed()
      .toSorted((a, b) => Number(b.first) - Number(a.first))
      .flatMap((group) => group.deeds);
    const longestFirst = deeds.toSorted((a, b) => b.press.split(' ').length - a.press.split(' ').length);
    const map: Record<string, (event: KeyboardEvent) => void> = {};
    for (const deed of longestFirst) {
      map[deed.press] ??= (event) => {
        event.preventDefault();
        deed.run(event);
      };
    }
    return tinykeys(window, map, { ignore: isElsewhere });
  }, [groups]);
  return null;
}

/** Keys belong to a field that is typed in, and to a dialog that is open. */
function isElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.isComposing) return true;
  if (target?.closest('[contenteditable], textarea, select, input:not([type=checkbox]):not([type=radio])')) return true;
  // An open menu or popover takes its own keys (Escape closes it and nothing else).
  if (target?.closest('[role="menu"], [role="listbox"], [role="dialog"]')) return true;
  return document.querySelector('[aria-modal="true"]') !== null;
}
