import { Button } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { EventDetail } from '../../shared/rpc/events.ts';
import { bridge } from '../bridge.ts';
import { useCase } from '../state/case.ts';
import { citationOf } from './citation.ts';

/** Puts on the clipboard what another person needs to find the same bytes. */
export function CopyCitation({ event }: { readonly event: EventDetail }): ReactNode {
  const reference = useCase().data?.reference ?? '';
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button onClick={() => void bridge.copyText(citationOf(event, reference)).then(() => setCopied(true))}>
      <span aria-live="polite">{copied ? 'Copied' : 'Copy citation'}</span>
    </Button>
  );
}
