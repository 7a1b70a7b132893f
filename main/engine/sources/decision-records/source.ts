import { activitySource, awsService, basis, record, someone, text, thing } from '../kit.ts';
import type { Act, Fields } from '../kit.ts';
import { openCompliance } from './compliance.ts';
import { openDecision } from './decision.ts';
import type { Statement } from './statement.ts';
import { openVex } from './vex.ts';

/**
 * What was decided or stated about patches and changes. Such a record tells of a choice, not of a use of a credential: its rung is
 * always unknown, whatever the verdict; a verdict "deny" does not mean that the decider was denied.
 */
export const decisionRecords = activitySource({
  id: 'decision-records',
  title: 'Patch and change decisions, VEX, patch compliance',
  version: '1',
  docs: [
    { title: 'CycloneDX: vulnerabilities and their analysis', url: 'https://cyclonedx.org/docs/1.6/json/#vulnerabilities', read: null },
    { title: 'OpenVEX specification', url: 'https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md', read: null },
    {
      title: 'ListComplianceItems (AWS Systems Manager)',
      url: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListComplianceItems.html',
      read: null,
    },
  ],
  framing: 'decision registers (JSON, JSON lines, CSV with verdict, subject and decider), CycloneDX and OpenVEX documents, list-compliance-items',
  marks: 'a verdict with its subject and decider, an analysed vulnerability, or a patch’s compliance',
  open: (fields) => statementsIn(fields).map((statement) => ({ statement })),
  read: ({ statement }) => readStatement(statement as Statement),
});

function statementsIn(fields: Fields): readonly Statement[] {
  const one = openCompliance(fields) ?? openDecision(fields);
  return one ? [one] : openVex(fields);
}

function readStatement({ form, time, timeField, verdict, verdictField, subject, asset, decider, deciderKind, id, said }: Statement): Act {
  return {
    time,
    timeField,
    action: `${form}:${verdict.toLowerCase().replaceAll(/[\s-]+/g, '_')}`,
    plane: 'management',
    outcome: { rung: 0, basis: [basis(verdictField, verdict)] },
    identity: deciderKind === 'provider' ? awsService(decider) : someone(deciderKind, 'decisions', 'decisions', decider),
    resources: [
      ...(subject === '' ? [] : [thing('decision', /^CVE-/i.test(subject) ? 'vulnerability' : 'change', subject)]),
      ...(asset === '' ? [] : [thing('decision', 'asset', asset)]),
    ],
    vendorId: id === '' ? '' : `${form}/${id}/${subject}`,
    ids: { verdict, subject, asset, decider, ...textsOf(record(said)) },
  };
}

function textsOf(fields: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)]));
}
