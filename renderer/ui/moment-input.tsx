import { TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { parseMoment, type Micros } from '../../shared/time.ts';
import { formatMoment } from './format.ts';

interface MomentInputProps {
  readonly label: string;
  readonly value: number | undefined;
  /** Called with `undefined` when the field is emptied, and not at all while it holds no moment. */
  readonly onChange: (at: Micros | undefined) => void;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly required?: boolean;
}

/** A moment in UTC, typed: dates, times to the microsecond, or ISO 8601 with an offset. */
export function MomentInput({ label, value, onChange, placeholder = '2026-11-03 14:00:00', autoFocus = false, required = false }: MomentInputProps): ReactNode {
  const [text, setText] = useState(value === undefined ? '' : formatMoment(value));
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setText((before) => (value !== undefined && parseMoment(before) === value ? before : value === undefined ? '' : formatMoment(value)));
    setWrong(false);
  }, [value]);
  return (
    <TextInput
      label={label}
      value={text}
      placeholder={placeholder}
      required={required}
      data-autofocus={autoFocus || undefined}
      error={wrong ? 'Not a moment. Write 2026-11-03, 2026-11-03 14:00 or ISO 8601.' : undefined}
      rightSection={<span className="quiet">UTC</span>}
      rightSectionWidth={40}
      classNames={{ input: 'data' }}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        if (next.trim() === '') {
          setWrong(false);
          onChange(undefined);
          return;
        }
        const at = parseMoment(next);
        setWrong(at === null && next.trim().length >= 10);
        if (at !== null) onChange(at);
      }}
      onBlur={() => setWrong(text.trim() !== '' && parseMoment(text) === null)}
    />
  );
}
