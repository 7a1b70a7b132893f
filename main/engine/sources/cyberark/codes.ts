import { basis, doneOnRecord } from '../kit.ts';
import type { Outcome } from '../kit.ts';
import type { Plane } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';

/** Refusals among the vault's action codes; the other codes that end badly say "Failed" or "Failure" in their description. */
const refusals: Readonly<Record<string, Rung>> = {
  // User Authentication: written when a user could not be authenticated (its severity is Error)
  '4': 1,
  // Undefined User Logon
  '309': 1,
};

/** Background work of the vault itself, of which the record only tells the beginning. */
const beginnings = /\b(start|begin|started)$/i;

/** The vault writes an audit record for an act once it has carried it out; errors and failures have codes, words and a severity of their own. */
export function readOutcome(code: string, description: string, severity: string): Outcome {
  const by = [basis('MessageID', code), basis('Desc', description), basis('Severity', severity)];
  const refusal = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  const worse = /^(error|critical)$/i.test(severity);
  if (refusal !== undefined && (worse || code === '309')) return { rung: refusal, basis: by };
  if (/\b(unauthori[sz]ed|denied|not authori[sz]ed|forbidden)\b/i.test(description)) return { rung: 2, basis: by };
  if (/\bfail(ed|ure)?\b/i.test(description)) return { rung: /\b(logon|login|authenticat)/i.test(description) ? 1 : 3, basis: by };
  if (/^(security )?warning\b/i.test(description) || /^general audit$/i.test(description) || beginnings.test(description)) return { rung: 0, basis: by };
  if (worse) return { rung: 3, basis: by };
  if (!/^info$/i.test(severity)) return { rung: 0, basis: by };
  const done = doneOnRecord('MessageID', code, 'CyberArk Vault audit');
  return { rung: 4, basis: [...by, ...done.basis.slice(1)] };
}

/** Taking a stored secret out of the vault. Connecting through the session manager or "Use Password" shows the user nothing. */
export function readsSecret(description: string): boolean {
  return /^(retrieve|show|copy)\b.*\b(password|ssh key|file|secret|key)\b/i.test(description);
}

export function planeOf(description: string): Plane {
  if (/^psm|sql command|keystroke|window title/i.test(description)) return 'compute';
  if (/password|ssh key|file|secret|safe|object|category/i.test(description)) return 'secrets';
  if (/user|group|owner|logon|logoff|authenticat|member|gateway connection/i.test(description)) return 'identity';
  return 'management';
}
