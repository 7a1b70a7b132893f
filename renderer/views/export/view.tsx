import type { ReactNode } from 'react';
import { useCase } from '../../state/case.ts';
import { ViewHead } from '../../ui/panel.tsx';
import { Keys } from './keys.tsx';
import { MakeBundle } from './make-bundle.tsx';
import { Plan } from './plan.tsx';
import { Previous } from './previous.tsx';
import { VerifyAnother } from './verify-another.tsx';
import styles from './export.module.css';

/** Makes a signed bundle of the case, and checks bundles, this one and others. */
export function ExportView(): ReactNode {
  const summary = useCase().data;
  if (!summary) return null;
  return (
    <>
      <ViewHead title="Export" about="a signed bundle that anyone can check, offline, without Keyholder" />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <MakeBundle />
          <Plan />
        </div>
        <div className={styles['column']}>
          <Keys />
          <Previous />
          <VerifyAnother />
        </div>
      </div>
    </>
  );
}
