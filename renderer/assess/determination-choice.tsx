import type { ReactNode } from 'react';
import { determinations, type Determination } from '../../shared/model.ts';
import { determinationWords } from '../ui/words.ts';
import styles from './assess.module.css';

interface ChoiceProps {
  readonly value: Determination | null;
  readonly onChange: (value: Determination) => void;
}

/** The five determinations, each with its meaning; the digit picks it. */
export function DeterminationChoice({ value, onChange }: ChoiceProps): ReactNode {
  return (
    <div className={styles['choices']} role="radiogroup" aria-label="Determination">
      {determinations.map((determination, place) => (
        <label key={determination} className={styles['choice']} data-chosen={value === determination || undefined}>
          <input
            type="radio"
            name="determination"
            data-autofocus={place === 0 || undefined}
            checked={value === determination}
            onChange={() => onChange(determination)}
          />
          <span>
            <b>{determinationWords[determination].word}</b>
            <span className="soft">{determinationWords[determination].meaning}</span>
          </span>
          <kbd className={styles['kbd']}>{place + 1}</kbd>
        </label>
      ))}
    </div>
  );
}

/** The determination a digit stands for. */
export function determinationOfKey(key: string): Determination | null {
  return determinations[Number(key) - 1] ?? null;
}
