import { useNav } from '../../state/nav.ts';
import { changePicture, readPictureState, type PictureState } from './picture-state.ts';

type Hand = Pick<PictureState, 'expanded' | 'hidden' | 'pinned'>;

interface Step {
  readonly before: Hand;
  readonly after: Hand;
}

/** Steps kept; beyond them the first are forgotten. */
const most = 100;
let done: readonly Step[] = [];
let undone: readonly Step[] = [];

const now = (): Hand => handOf(readPictureState(useNav.getState().params));
const handOf = ({ expanded, hidden, pinned }: Hand): Hand => ({ expanded, hidden, pinned });
const same = (a: Hand, b: Hand): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Unfolds, folds, hides or pins by hand, so that it can be undone. */
export function changeByHand(change: Partial<Hand>): void {
  const before = now();
  changePicture(change);
  const after = now();
  if (same(before, after)) return;
  done = [...done, { before, after }].slice(-most);
  undone = [];
}

/** Takes back the last change by hand, unless the picture has become another since (Back, another case). */
export function undoPicture(): boolean {
  const step = done.at(-1);
  if (!step || !same(step.after, now())) return forget();
  [done, undone] = [done.slice(0, -1), [...undone, step]];
  changePicture(step.before);
  return true;
}

/** Does again what was taken back last. */
export function redoPicture(): boolean {
  const step = undone.at(-1);
  if (!step || !same(step.before, now())) return false;
  [done, undone] = [[...done, step], undone.slice(0, -1)];
  changePicture(step.after);
  return true;
}

function forget(): false {
  [done, undone] = [[], []];
  return false;
}
