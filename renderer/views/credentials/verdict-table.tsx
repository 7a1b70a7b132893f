import { useMemo, type ReactNode } from 'react';
import type { LifeLine, ValidityAt } from '../../../shared/rpc/graph.ts';
import { openDossier } from '../../state/open.ts';
import { formatMoment } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { isAlarming, validityWords } from './line-words.ts';
import styles from './credentials.module.css';

interface VerdictTableProps {
  readonly rows: readonly (LifeLine | undefined)[];
  readonly patchAt: number | null;
  readonly chosen: string | null;
}

/** State of each credential at each milestone and now, with the rule that gave the decisive one. */
export function VerdictTable({ rows, patchAt, chosen }: VerdictTableProps): ReactNode {
  const lines = useMemo(() => rows.filter((line) => line !== undefined), [rows]);
  const moments = useMemo(() => momentsOf(lines), [lines]);
  if (moments.length === 0)
    return <p className={`${styles['none'] ?? ''} quiet`}>No milestone is set and no event is in the case: there is no moment to judge validity at.</p>;
  return (
    <div className={styles['verdicts']} tabIndex={0} role="region" aria-label="Validity at each moment">
      <table>
        <thead>
          <tr>
            <th scope="col">credential</th>
            {moments.map((moment) => (
              <th key={moment.moment} scope="col" title={`${formatMoment(moment.at)} UTC`}>
                at {moment.moment}
              </th>
            ))}
          </tr>
        </thead>
        {lines.map((line) => (
          <Verdicts key={line.credential.key} line={line} moments={moments} patchAt={patchAt} chosen={line.credential.key === chosen} />
        ))}
      </table>
    </div>
  );
}

/** One credential: its state at each moment, and below it the rule that gave the decisive one. */
function Verdicts({
  line,
  moments,
  patchAt,
  chosen,
}: {
  readonly line: LifeLine;
  readonly moments: readonly ValidityAt[];
  readonly patchAt: number | null;
  readonly chosen: boolean;
}): ReactNode {
  const rule = decisive(line, patchAt);
  return (
    <tbody className={chosen ? styles['chosen'] : undefined}>
      <tr>
        <th scope="row" className="cut">
          <button
            type="button"
            className={`link data ${styles['credential'] ?? ''}`}
            title={line.credential.key}
            onClick={() => openDossier(line.credential.key)}
          >
            <LogText text={line.credential.display} />
          </button>
        </th>
        {moments.map((moment) => (
          <td key={moment.moment}>
            <ValidityWord line={line} at={line.validity.find((each) => each.moment === moment.moment)} patchAt={patchAt} />
          </td>
        ))}
      </tr>
      {rule && (
        <tr className={styles['rule']}>
          <td colSpan={moments.length + 1}>
            at {rule.moment}: <LogText text={rule.rule} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function ValidityWord({ line, at, patchAt }: { readonly line: LifeLine; readonly at: ValidityAt | undefined; readonly patchAt: number | null }): ReactNode {
  if (!at) return <span className="quiet">not judged</span>;
  const alarming = isAlarming(line, at, patchAt);
  return (
    <span title={at.rule} className={alarming ? styles['alarmWord'] : at.validity === 'unknown' ? 'quiet' : undefined}>
      {validityWords[at.validity]}
      {at.inferred && <span className="quiet">, inferred</span>}
    </span>
  );
}

function momentsOf(lines: readonly LifeLine[]): readonly ValidityAt[] {
  const found = new Map<string, ValidityAt>();
  for (const line of lines) for (const at of line.validity) if (!found.has(at.moment)) found.set(at.moment, at);
  return [...found.values()].toSorted((a, b) => a.at - b.at);
}

function decisive(line: LifeLine, patchAt: number | null): ValidityAt | undefined {
  return line.validity.find((each) => each.at === patchAt) ?? line.validity.at(-1);
}
