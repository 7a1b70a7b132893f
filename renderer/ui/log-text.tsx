import type { ReactNode } from 'react';
import { splitHidden } from './hidden-characters.ts';
import styles from './log-text.module.css';

/** Text that came from a log. What cannot be seen in it is marked; nothing in it can reorder what stands around it. */
export function LogText({ text }: { readonly text: string }): ReactNode {
  return (
    <bdi>
      {splitHidden(text).map((part, place) =>
        part.kind === 'plain' ? (
          part.text
        ) : (
          <span
            key={place}
            className={styles['mark']}
            title={`${part.code} ${part.name}`}
            role="img"
            aria-label={`hidden character ${part.code}, ${part.name}`}
          >
            {part.code}
          </span>
        ),
      )}
    </bdi>
  );
}
