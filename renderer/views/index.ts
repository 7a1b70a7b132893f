import { IconChartHistogram, IconDownload, IconGraph, IconHelpCircle, IconKey, IconLink, IconUpload } from '@tabler/icons-react';
import { AnswerInspector } from './answers/inspector.tsx';
import { AnswersView } from './answers/view.tsx';
import { CredentialInspector } from './credentials/inspector.tsx';
import { CredentialsView } from './credentials/view.tsx';
import { CustodyInspector } from './custody/inspector.tsx';
import { CustodyView } from './custody/view.tsx';
import { ExportView } from './export/view.tsx';
import { GraphInspector } from './graph/inspector.tsx';
import { GraphView } from './graph/view.tsx';
import { IntakeView } from './intake/view.tsx';
import { TimelineView } from './timeline/view.tsx';
import type { View } from './view.ts';

/** Every view, in the order of the rail. */
export const views: readonly View[] = [
  { id: 'answers', title: 'Answers', icon: IconHelpCircle, key: 'a', group: 'case', component: AnswersView, inspects: ['answer'], inspector: AnswerInspector },
  { id: 'timeline', title: 'Timeline', icon: IconChartHistogram, key: 't', group: 'case', component: TimelineView },
  { id: 'graph', title: 'Graph', icon: IconGraph, key: 'g', group: 'case', component: GraphView, inspects: ['node', 'edge'], inspector: GraphInspector },
  {
    id: 'credentials',
    title: 'Credentials',
    icon: IconKey,
    key: 'c',
    group: 'case',
    component: CredentialsView,
    count: (summary) => summary.counts.credentials,
    inspects: ['credential'],
    inspector: CredentialInspector,
  },
  { id: 'intake', title: 'Intake', icon: IconDownload, key: 'i', group: 'file', component: IntakeView, count: (summary) => summary.counts.items },
  {
    id: 'custody',
    title: 'Custody',
    icon: IconLink,
    key: 'u',
    group: 'file',
    component: CustodyView,
    count: (summary) => summary.custody.entries,
    inspects: ['custody'],
    inspector: CustodyInspector,
  },
  { id: 'export', title: 'Export', icon: IconUpload, key: 'e', group: 'file', component: ExportView },
];

/** The view a case opens on: the question first where that page is there, intake while the case is empty. */
export function homeView(events: number): string {
  if (events === 0) return 'intake';
  return views.some((view) => view.id === 'answers') ? 'answers' : 'timeline';
}
