import type { IdentityKind } from '../../../../shared/model.ts';
import { isRecord, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import type { Statement } from './statement.ts';

/** Names under which change registers, ticket exports and agents write the parts of a decision; compared without case, spaces, dashes and underscores. */
const columns = {
  verdict: ['verdict', 'decision', 'disposition', 'determination'],
  subject: ['subject', 'cve', 'cveid', 'vulnerability', 'vulnerabilityid', 'advisory', 'change', 'changeid', 'patch', 'patchid', 'deployment'],
  asset: ['asset', 'assetid', 'system', 'host', 'resource', 'service', 'component', 'target'],
  decider: ['decider', 'decidedby', 'decisionby', 'decisionmaker'],
  deciderKind: ['deciderkind', 'decidertype', 'decidedbytype'],
  time: ['decidedat', 'decisiontime', 'decisiondate', 'time', 'timestamp', 'date', 'createdat'],
  reason: ['reason', 'rationale', 'justification'],
  confidence: ['confidence'],
  policy: ['policy', 'policyid', 'authorisingpolicy', 'authorizingpolicy'],
  policyAuthor: ['policyauthor'],
  approver: ['approver', 'approvedby'],
  owner: ['owner', 'riskowner'],
  expires: ['expires', 'expiry', 'expiresat', 'expirydate', 'validuntil', 'deferuntil', 'until'],
  id: ['decisionid', 'id', 'recordid'],
} as const;

/** Subjects that only a register of patches and changes has: with a time beside them, a decision that names nobody is one too. */
const plainSubjects = ['cve', 'cveid', 'vulnerability', 'vulnerabilityid', 'advisory', 'change', 'changeid', 'patch', 'patchid'];

/** Verdicts in the words that registers use. */
const verdicts =
  /^(patch(ed)?|apply|applied|deploy(ed)?|defer(red)?|postponed?|approved?|den(y|ied)|reject(ed)?|exception|except(ed)?|grant(ed)?( exception)?|accept(ed)?( risk)?|risk[ _-]?accepted|waive[dr]?|not[ _-]?affected|rollback|rolled[ _-]?back|verified|verify)$/i;

/** A record that names a verdict about a subject, and somebody or something that it concerns. */
export function openDecision(fields: Fields): Statement | null {
  const named = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase().replaceAll(/[\s_-]/g, ''), { name, value }]));
  const of = (part: keyof typeof columns): { readonly name: string; readonly value: unknown } | undefined => {
    for (const column of columns[part]) {
      const found = named.get(column);
      if (found !== undefined && said(found.value) !== '') return found;
    }
    return undefined;
  };
  const value = (part: keyof typeof columns): string => said(of(part)?.value);
  const verdict = of('verdict');
  const decided = of('decider') !== undefined || (of('time') !== undefined && plainSubjects.some((name) => said(named.get(name)?.value) !== ''));
  if (!verdict || !verdicts.test(said(verdict.value)) || value('subject') === '' || !decided) return null;
  const time = of('time');
  return {
    form: 'decision',
    time: time?.value,
    timeField: time?.name ?? 'decided_at',
    verdict: said(verdict.value),
    verdictField: verdict.name,
    subject: value('subject'),
    asset: value('asset'),
    decider: value('decider'),
    deciderKind: kindOf(value('deciderKind') || textAt(of('decider')?.value, 'kind') || textAt(of('decider')?.value, 'type')),
    id: value('id'),
    said: {
      decider_kind: value('deciderKind') || textAt(of('decider')?.value, 'kind'),
      reason: value('reason'),
      confidence: value('confidence'),
      policy: value('policy'),
      policy_author: value('policyAuthor'),
      approver: value('approver'),
      owner: value('owner'),
      expires: value('expires'),
    },
  };
}

/** The value, or the id or name of an object that stands for somebody. */
function said(value: unknown): string {
  return isRecord(value) ? textAt(value, 'id') || textAt(value, 'email') || textAt(value, 'name') : text(value);
}

/** What the record says of the decider; where it says nothing the kind stays the least that can be said, a service. */
function kindOf(word: string): IdentityKind {
  if (/^(human|person|user|employee)$/i.test(word)) return 'human';
  return /agent|ai|model|llm|assistant/i.test(word) ? 'agent' : 'service';
}
