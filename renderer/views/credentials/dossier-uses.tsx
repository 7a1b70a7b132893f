import type { ReactNode } from 'react';
import type { Dossier } from '../../../shared/rpc/graph.ts';
import { attemptedOf, successfulOf, type Rung } from '../../../shared/rungs.ts';
import { openEvents } from '../../state/open.ts';
import { countWords, formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PlaneTag } from '../../ui/plane-tag.tsx';
import { SmallTable } from '../../ui/small-table.tsx';

const successful: readonly Rung[] = [4];
const attempted: readonly Rung[] = [1, 2, 3];

/** Uses by action and plane, successful and attempted apart; each number opens. */
export function Actions({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const { key } = dossier.line.credential;
  if (dossier.actions.length === 0) return null;
  const unknown = dossier.actions.some((each) => each.counts[0] > 0);
  const number = (action: string, events: number, rungs: readonly Rung[], word: string): ReactNode =>
    events === 0 ? (
      '0'
    ) : (
      <button
        type="button"
        className="link"
        aria-label={`${formatCount(events)} ${word}: ${action}`}
        onClick={() => openEvents({ credentials: [key], actions: [action], rungs: [...rungs] })}
      >
        {formatCount(events)}
      </button>
    );
  return (
    <Section title="Uses">
      <SmallTable
        label="Uses by action"
        columns={[
          { name: 'action' },
          { name: 'plane' },
          { name: 'successful', right: true },
          { name: 'attempted', right: true },
          ...(unknown ? [{ name: 'unknown', right: true }] : []),
        ]}
        rows={dossier.actions.map((each) => ({
          key: `${each.action} ${each.plane}`,
          cells: [
            <LogText key="a" text={each.action} />,
            <PlaneTag key="p" plane={each.plane} />,
            number(each.action, successfulOf(each.counts), successful, 'successful'),
            number(each.action, attemptedOf(each.counts), attempted, 'attempted'),
            ...(unknown ? [number(each.action, each.counts[0], [0], 'unknown')] : []),
          ],
        }))}
      />
    </Section>
  );
}

/** Where it was used from, and with what. */
export function Networks({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const { key } = dossier.line.credential;
  return (
    <>
      {dossier.networks.length > 0 && (
        <Section title={countWords(dossier.networks.length, 'network address', 'network addresses')}>
          <SmallTable
            label="Network addresses"
            columns={[{ name: 'address' }, { name: 'first' }, { name: 'events', right: true }]}
            rows={dossier.networks.map((network) => ({
              key: network.ip,
              cells: [
                <span key="i" className="data">
                  <LogText text={network.ip} />
                </span>,
                <Moment key="f" at={network.first} coarse />,
                <button key="e" type="button" className="link" onClick={() => openEvents({ credentials: [key], ips: [network.ip] })}>
                  {formatCount(network.events)}
                </button>,
              ],
            }))}
          />
        </Section>
      )}
      {dossier.userAgents.length > 0 && (
        <Section title={countWords(dossier.userAgents.length, 'user agent')}>
          <SmallTable
            label="User agents"
            columns={[{ name: 'user agent' }, { name: 'events', right: true }]}
            rows={dossier.userAgents.map((agent) => ({ key: agent.text, cells: [<LogText key="t" text={agent.text} />, formatCount(agent.events)] }))}
          />
        </Section>
      )}
    </>
  );
}
