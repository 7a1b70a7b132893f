import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** One key (or keys pressed after one another) and what it does. */
export interface KeyDeed {
  /** As tinykeys writes it: `j`, `g t`, `Shift+ArrowDown`, `$mod+k`. */
  readonly press: string;
  readonly does: string;
  /** Works in one place only, which hears it itself; here it is listed. */
  readonly heardThere?: boolean;
  run(event: KeyboardEvent): void;
}

interface KeyGroup {
  readonly title: string;
  readonly deeds: readonly KeyDeed[];
  /** Wins over every other group that binds the same key. */
  readonly first: boolean;
}

interface KeyState {
  /** In the order in which they were bound; a later group wins over an earlier one. */
  readonly groups: readonly KeyGroup[];
}

export const useKeyGroups = create<KeyState>()(() => ({ groups: [] }));

/** Binds keys while the calling component is shown, and lists them under `title` in the key help. */
export function useKeys(title: string, deeds: readonly KeyDeed[], order: 'before others' | 'latest wins' = 'latest wins'): void {
  const latest = useRef(deeds);
  latest.current = deeds;
  const presses = deeds.map((deed) => `${deed.press}\n${deed.does}`).join('\n\n');
  useEffect(() => {
    const bound = latest.current.map((deed, place): KeyDeed => ({ ...deed, run: (event) => latest.current[place]?.run(event) }));
    const group: KeyGroup = { title, deeds: bound, first: order === 'before others' };
    useKeyGroups.setState((state) => ({ groups: [...state.groups, group] }));
    return () => useKeyGroups.setState((state) => ({ groups: state.groups.filter((other) => other !== group) }));
  }, [title, presses, order]);
}

/** Presses as a person reads them: `Ctrl K`, `g t`, `⇧ ↓`. */
export function pressWords(press: string): readonly string[] {
  const names: Readonly<Record<string, string>> = {
    $mod: 'Ctrl',
    Shift: 'Shift',
    Control: 'Ctrl',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    ' ': 'Space',
    Space: 'Space',
    Plus: '+',
    Arrows: '← ↑ → ↓',
  };
  return press
    .split(' ')
    .flatMap((part) => part.replace(/\(\[?|\]?\)/g, '').split('+'))
    .filter((part) => part !== '' && !(part === 'Shift' && press.endsWith('?')))
    .map((part) => names[part] ?? part);
}
