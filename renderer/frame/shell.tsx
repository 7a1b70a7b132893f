import { useEffect, type ReactNode } from 'react';
import { problemOf } from '../problem-of.ts';
import { useCase } from '../state/case.ts';
import { ProblemBox } from '../ui/problem-box.tsx';
import { queryClient } from '../use-engine.ts';
import { WelcomeView } from '../welcome/view.tsx';
import { EngineGone } from './engine-gone.tsx';
import { Frame } from './frame.tsx';

const ofNoCase: ReadonlySet<string> = new Set(['case.summary', 'app.about', 'app.recent', 'readers.list']);

/** Welcome while no case is open, else the case in its frame. */
export function Shell(): ReactNode {
  const summary = useCase();
  const none = summary.error !== null && problemOf(summary.error).code === 'no_case_open';
  useEffect(() => {
    // What was read from one case must not be seen in the next.
    if (none) queryClient.removeQueries({ predicate: (query) => !ofNoCase.has(String(query.queryKey[0])) });
  }, [none]);
  return (
    <>
      <EngineGone />
      {none ? (
        <WelcomeView />
      ) : summary.data ? (
        <Frame key={summary.data.caseId} summary={summary.data} />
      ) : summary.error ? (
        <ProblemBox error={summary.error} />
      ) : null}
    </>
  );
}
