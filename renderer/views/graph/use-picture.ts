import { useMemo } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { GraphPicture } from '../../../shared/rpc/graph.ts';
import { useFilter } from '../../state/filter.ts';
import { useNav } from '../../state/nav.ts';
import { useEngine } from '../../use-engine.ts';
import { readPictureState, type PictureState } from './picture-state.ts';

export function usePictureState(): PictureState {
  const params = useNav((state) => state.params);
  return useMemo(() => readPictureState(params), [params]);
}

/** The picture of what the filter leaves, with the groups that are open and without what is hidden. */
export function usePicture(): UseQueryResult<GraphPicture> {
  const filter = useFilter((state) => state.filter);
  const { expanded, hidden, limit } = usePictureState();
  return useEngine('graph.picture', { filter, expanded: [...expanded], hidden: [...hidden], limit }, { keep: true });
}
