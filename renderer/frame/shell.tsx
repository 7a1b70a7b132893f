import type { ReactNode } from 'react';
import { problemOf } from '../problem-of.ts';
import { useCase } from '../state/case.ts';
import { ProblemBox } from '../ui/problem-box.tsx';
import { WelcomeView } from '../welcome/view.tsx';
import { EngineGone } from './engine-gone.tsx';
import { Frame } from './frame.tsx';

/** Welcome while no case is open, else the case in its frame. */
export function Shell(): ReactNode {
  const summary = useCase();
  const none = summary.error !== null && problemOf(summary.error).code === 'no_case_open';
  return (
    <>
      <EngineGone />
      {none ? <WelcomeView /> : summary.data ? <Frame summary={summary.data} /> : summary.error ? <ProblemBox error={summary.error} /> : null}
    </>
  );
}
