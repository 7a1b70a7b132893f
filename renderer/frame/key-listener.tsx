import { useEffect, useRef } from 'react';
import { createKeybindingsHandler } from 'tinykeys';
import { useKeyGroups, type KeyDeed } from '../state/keys.ts';

/** How long the first press of two waits for the second. */
const sequenceMs = 1000;

/**
 * Listens for every bound key in one place, so that `g a` is never taken for `a`. A view that binds other keys between two presses
 * that belong together must not make the first forgotten: it is heard again by the new listener.
 */
export function KeyListener(): null {
  const groups = useKeyGroups((state) => state.groups);
  const current = useRef(new Map<string, KeyDeed>());
  const begun = useRef<KeyboardEvent | null>(null);
  const deeds = groups
    .toReversed()
    .toSorted((a, b) => Number(b.first) - Number(a.first))
    .flatMap((group) => group.deeds.filter((deed) => deed.heardThere !== true));
  const longestFirst = deeds.toSorted((a, b) => b.press.split(' ').length - a.press.split(' ').length);
  const presses = [...new Set(longestFirst.map((deed) => deed.press))].join('\n');
  useEffect(() => {
    current.current = new Map(longestFirst.toReversed().map((deed) => [deed.press, deed]));
  });
  useEffect(() => {
    const bound = presses === '' ? [] : presses.split('\n');
    const run = (press: string, event: KeyboardEvent): void => {
      begun.current = null;
      hear = begin();
      const deed = current.current.get(press);
      if (!deed) return;
      event.preventDefault();
      deed.run(event);
    };
    // tinykeys goes on waiting for the second press of the pairs it did not come to: after each deed it begins anew.
    const begin = () =>
      createKeybindingsHandler(Object.fromEntries(bound.map((press) => [press, (event: KeyboardEvent) => run(press, event)])), { ignore: isElsewhere });
    let hear = begin();
    const listen = (event: KeyboardEvent): void => {
      begun.current = bound.some((press) => press.startsWith(`${event.key} `)) ? event : null;
      hear(event);
    };
    if (begun.current && performance.now() - begun.current.timeStamp < sequenceMs) hear(begun.current);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [presses]);
  return null;
}

/** Keys belong to a field that is typed in, and to a dialog that is open. */
function isElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.isComposing) return true;
  if (target?.closest('[contenteditable], textarea, select, input:not([type=checkbox]):not([type=radio])')) return true;
  // An open menu or popover takes its own keys (Escape closes it and nothing else).
  if (target?.closest('[role="menu"], [role="dialog"], [data-portal] [role="listbox"]')) return true;
  return document.querySelector('[aria-modal="true"]') !== null;
}
