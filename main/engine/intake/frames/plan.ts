import type { Limits } from '../limits.ts';
import { LineFramer } from './lines.ts';
import { RowFramer } from './rows.ts';
import type { Framer, Sink } from './slice.ts';
import { ValueFramer } from './values.ts';

/** How the records of a stream are to be found. */
export type Plan =
  | { readonly kind: 'values'; readonly unwrap: boolean; readonly label: string }
  | { readonly kind: 'json_lines'; readonly label: string }
  /** Lines of a time stamp, a space and a JSON object, as a CloudWatch Logs export task writes them. */
  | { readonly kind: 'stamped_lines'; readonly label: string }
  | { readonly kind: 'table'; readonly delimiter: string; readonly label: string }
  | { readonly kind: 'text_lines'; readonly label: string };

/** `base` is the place of the first byte pushed (3 after a UTF-8 byte order mark). */
export function framerFor(plan: Plan, sink: Sink, base: number, limits: Limits): Framer {
  const options = { base, limit: limits.valueBytes };
  switch (plan.kind) {
    case 'values':
      return new ValueFramer(sink, { ...options, unwrap: plan.unwrap });
    case 'table':
      return new RowFramer(sink, { ...options, delimiter: plan.delimiter.charCodeAt(0) });
    case 'json_lines':
    case 'stamped_lines':
    case 'text_lines':
      return new LineFramer(sink, options);
  }
}
