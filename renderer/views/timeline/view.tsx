import type { ReactNode } from 'react';
import { ViewHead } from '../../ui/panel.tsx';

export function TimelineView(): ReactNode {
  return <ViewHead title="Timeline" />;
}
