import type { ReactNode } from 'react';
import { ViewHead } from '../../ui/panel.tsx';

export function IntakeView(): ReactNode {
  return <ViewHead title="Intake" />;
}
