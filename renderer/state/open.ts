import type { Filter } from '../../shared/rpc/filter.ts';
import { useFilter } from './filter.ts';
import { useNav } from './nav.ts';
import { useSelection } from './selection.ts';

/** Shows the events under a number. The filter replaces the present one, so that the count shown is the count that was clicked; Back returns. */
export function openEvents(filter: Filter): void {
  useFilter.getState().set(filter);
  useNav.getState().go('timeline');
}

/** Shows the picture of what a filter leaves. */
export function openPicture(filter: Filter): void {
  useFilter.getState().set(filter);
  useNav.getState().go('graph');
}

/** Shows one credential among the life lines, its dossier in the inspector. */
export function openDossier(key: string): void {
  useNav.getState().go('credentials');
  useSelection.getState().select({ kind: 'credential', key });
}

/** Shows one identity, credential, plane or resource in the picture, by the id of its node. */
export function openNode(id: string): void {
  useNav.getState().go('graph', { node: id });
}
