import type { ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import { formatMinute, shortDigest } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SmallTable } from '../../ui/small-table.tsx';
import { useEngine } from '../../use-engine.ts';
import styles from './export.module.css';

/** Bundles made of this case before; each is an anchor outside it. */
export function Previous(): ReactNode {
  const exports = useEngine('case.exports', {}).data ?? [];
  if (exports.length === 0) return null;
  return (
    <Panel title="Bundles made before">
      <SmallTable
        label="Bundles made before"
        columns={[{ name: 'number' }, { name: 'made UTC' }, { name: 'signed by' }, { name: 'tag manifest' }]}
        rows={exports.map((each) => ({
          key: String(each.number),
          cells: [
            <button key="n" type="button" className={`link ${styles['path'] ?? ''}`} title={each.folder} onClick={() => void bridge.showItem(each.folder)}>
              B{String(each.number).padStart(3, '0')}
            </button>,
            formatMinute(each.at),
            <LogText key="s" text={each.signer} />,
            <span key="d" className="data" title={each.digest}>
              {shortDigest(each.digest)}
            </span>,
          ],
        }))}
      />
    </Panel>
  );
}
