import type { UseQueryResult } from '@tanstack/react-query';
import type { Result } from '../../shared/rpc/contract.ts';
import { useEngine } from '../use-engine.ts';

/** The open case, or its problem (`no_case_open`) where there is none. */
export function useCase(): UseQueryResult<Result<'case.summary'>> {
  return useEngine('case.summary', {});
}
