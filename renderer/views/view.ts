import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { CaseSummary } from '../../shared/rpc/case.ts';
import type { Selection, SelectionKind } from '../state/selection.ts';

/** One page of the window. */
export interface View {
  /** Name in the address. */
  readonly id: string;
  readonly title: string;
  readonly icon: Icon;
  /** Pressed after `g`. */
  readonly key: string;
  readonly component: ComponentType;
  /** `case`: works on the evidence; `file`: takes in, keeps or gives away. They stand apart in the rail. */
  readonly group: 'case' | 'file';
  /** The number beside its name in the rail. */
  readonly count?: (summary: CaseSummary) => number;
  /** What this view can show in the inspector. */
  readonly inspects?: readonly SelectionKind[];
  readonly inspector?: ComponentType<{ readonly selection: Selection }>;
}
