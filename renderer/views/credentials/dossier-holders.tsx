import type { ReactNode } from 'react';
import type { Dossier } from '../../../shared/rpc/graph.ts';
import { openDossier } from '../../state/open.ts';
import { useSelection } from '../../state/selection.ts';
import { CredentialTag } from '../../ui/credential-tag.tsx';
import { IdentityTag } from '../../ui/identity-tag.tsx';
import { Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SmallTable } from '../../ui/small-table.tsx';
import { holdingWords } from '../../ui/words.ts';

/** Who held it, and how that is known. */
export function Holders({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const select = useSelection((state) => state.select);
  if (dossier.holders.length === 0) return null;
  return (
    <Section title="Held by">
      <SmallTable
        label="Held by"
        columns={[{ name: 'identity' }, { name: 'basis' }, { name: 'from' }]}
        rows={dossier.holders.map((holder) => ({
          key: `${holder.identity.key} ${holder.basis} ${holder.from ?? ''}`,
          cells: [
            <button key="i" type="button" className="link" onClick={() => select({ kind: 'identity', key: holder.identity.key })}>
              <IdentityTag identity={holder.identity} />
            </button>,
            <span key="b" title={holdingWords[holder.basis].meaning}>
              {holdingWords[holder.basis].word}
              {holder.basis === 'asserted' && (
                <span className="soft">
                  {' '}
                  by <LogText text={holder.author} />: “<LogText text={holder.rationale} />”
                </span>
              )}
            </span>,
            holder.from === null ? '' : <Moment key="f" at={holder.from} coarse />,
          ],
        }))}
      />
    </Section>
  );
}

/** What it was minted from and what was minted from it; each step opens its event. */
export function Chain({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const select = useSelection((state) => state.select);
  const event = (id: number | null): ReactNode =>
    id === null ? null : (
      <button type="button" className="link" onClick={() => select({ kind: 'event', id })}>
        event
      </button>
    );
  const credential = (tag: Dossier['minted'][number]['credential']): ReactNode => (
    <button type="button" className="link" onClick={() => openDossier(tag.key)}>
      <CredentialTag credential={tag} kind />
    </button>
  );
  return (
    <>
      {dossier.mintedFrom.length > 0 && (
        <Section title="Minted from">
          <SmallTable
            label="Minted from"
            columns={[{ name: 'by what' }, { name: 'method' }, { name: 'at' }, { name: '' }]}
            rows={dossier.mintedFrom.map((step, place) => ({
              key: String(place),
              cells: [
                <span key="w">
                  {step.identity && <IdentityTag identity={step.identity} />} {step.credential && credential(step.credential)}
                </span>,
                <LogText key="m" text={step.method} />,
                <Moment key="a" at={step.at} coarse />,
                event(step.event),
              ],
            }))}
          />
        </Section>
      )}
      {dossier.minted.length > 0 && (
        <Section title="Minted with it">
          <SmallTable
            label="Minted with it"
            columns={[{ name: 'credential' }, { name: 'method' }, { name: 'at' }, { name: '' }]}
            rows={dossier.minted.map((step) => ({
              key: `${step.credential.key} ${step.at}`,
              cells: [credential(step.credential), <LogText key="m" text={step.method} />, <Moment key="a" at={step.at} coarse />, event(step.event)],
            }))}
          />
        </Section>
      )}
    </>
  );
}
