import { Kbd, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { pressWords, useKeyGroups } from '../state/keys.ts';
import styles from './key-help.module.css';

/** The keys that work now, by place. */
export function KeyHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  const bound = useKeyGroups((state) => state.groups);
  const titles = [...new Set(bound.filter((group) => group.deeds.length > 0).map((group) => group.title))];
  const groups = titles.map((title) => ({ title, deeds: bound.filter((group) => group.title === title).flatMap((group) => group.deeds) }));
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="xl">
      <div className={styles['columns']}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className={styles['keys']}>
              {group.deeds.map((deed) => (
                <div key={deed.press}>
                  <dt>
                    {pressWords(deed.press).map((word) => (
                      <Kbd key={word} size="xs">
                        {word}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{deed.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
