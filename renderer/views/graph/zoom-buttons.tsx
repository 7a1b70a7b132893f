import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { countWords } from '../../ui/format.ts';

/** Closer, farther, everything; the same is on the keys +, - and 0. */
export function ZoomButtons({
  away,
  onZoom,
  onFit,
}: {
  /** Nodes outside the window. */ readonly away: number;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}): ReactNode {
  return (
    <>
      {away > 0 && (
        <button type="button" className="link num" onClick={onFit}>
          {countWords(away, 'node')} out of sight
        </button>
      )}
      <ZoomButton label="Closer" pressed="+" icon={<IconPlus size={15} />} onClick={() => onZoom(1.25)} />
      <ZoomButton label="Farther" pressed="-" icon={<IconMinus size={15} />} onClick={() => onZoom(0.8)} />
      <ZoomButton label="Show all" pressed="0" icon={<IconFocusCentered size={15} />} onClick={onFit} />
    </>
  );
}

function ZoomButton({
  label,
  pressed,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly pressed: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <Tooltip label={`${label} (${pressed})`}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
