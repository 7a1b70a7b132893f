import type { ReactNode } from 'react';
import type { CaseSummary } from '../../shared/rpc/case.ts';
import { useNav } from '../state/nav.ts';
import { homeView, views } from '../views/index.ts';

/** The open case: rail, bar, view, inspector, status. */
export function Frame({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const wanted = useNav((state) => state.view);
  const view = views.find((candidate) => candidate.id === wanted) ?? views.find((candidate) => candidate.id === homeView(summary.counts.events));
  if (!view) return null;
  const Content = view.component;
  return (
    <main className="fill">
      <Content />
    </main>
  );
}
