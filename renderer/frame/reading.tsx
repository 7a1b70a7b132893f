import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { queryClient } from '../use-engine.ts';
import styles from './status-bar.module.css';

/** Milliseconds that pass before a wait is spoken of. */
const patience = 300;

/** Says that the engine is still answering, and lets go of the question. */
export function Reading(): ReactNode {
  const asking = useIsFetching() > 0;
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!asking) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), patience);
    return () => clearTimeout(timer);
  }, [asking]);
  if (!slow) return null;
  return (
    <span className={styles['running']} role="status">
      Reading the case…
      <button type="button" className="link" onClick={() => void queryClient.cancelQueries()}>
        Stop
      </button>
    </span>
  );
}
