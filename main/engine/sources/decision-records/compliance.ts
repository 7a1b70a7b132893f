import { isRecord, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import type { Statement } from './statement.ts';

/** An item of `aws ssm list-compliance-items`: whether a patch is on an instance. It reports a state; nobody decides in it. */
export function openCompliance(item: Fields): Statement | null {
  if (text(item['ComplianceType']) !== 'Patch' || text(item['ResourceId']) === '' || text(item['Id']) === '' || text(item['Status']) === '') return null;
  const summary = isRecord(item['ExecutionSummary']) ? item['ExecutionSummary'] : {};
  return {
    form: 'compliance',
    time: summary['ExecutionTime'],
    timeField: 'ExecutionSummary.ExecutionTime',
    verdict: textAt(item, 'Details', 'PatchState') || text(item['Status']),
    verdictField: textAt(item, 'Details', 'PatchState') === '' ? 'Status' : 'Details.PatchState',
    subject: text(item['Id']),
    asset: text(item['ResourceId']),
    decider: 'ssm.amazonaws.com',
    deciderKind: 'provider',
    id: '',
    said: {
      status: text(item['Status']),
      severity: text(item['Severity']),
      title: text(item['Title']),
      cves: textAt(item, 'Details', 'CVEIds'),
      installed: textAt(item, 'Details', 'InstalledTime'),
      baseline: textAt(item, 'Details', 'PatchBaselineId'),
      execution: text(summary['ExecutionId']),
    },
  };
}
