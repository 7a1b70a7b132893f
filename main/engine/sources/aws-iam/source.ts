import type { FactReading } from '../../../../shared/model.ts';
import type { Detection, FramedRecord, Reading, Sample, Source } from '../source.ts';
import { isRecord, parseJson, readAs, skipped } from '../kit.ts';
import { isAccountDetail, readAccountDetail } from './account-details.ts';
import { reportOfDocument } from './report-document.ts';
import { isReportRow, readReportRow } from './report-row.ts';

export const awsIam: Source = {
  id: 'aws-iam',
  title: 'AWS IAM inventory',
  version: '1',
  docs: [
    { title: 'IAM credential reports', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html', read: '2026-11-21' },
    {
      title: 'GetAccountAuthorizationDetails',
      url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html',
      read: '2026-11-21',
    },
    { title: 'ListAccessKeys', url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html', read: '2026-11-21' },
  ],
  framing: 'Credential report (CSV or get-credential-report JSON), get-account-authorization-details, list-users, list-roles, list-access-keys',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  const rows = sample.records.filter((framed) => framed.form === 'row' && isReportRow(framed.row)).length;
  const details = sample.records.filter((framed) => isDetail(framed)).length;
  const reasons = [
    ...(rows > 0 ? [`columns of a credential report in ${rows} of ${sample.records.length} rows`] : []),
    ...(details > 0 ? [`output of the IAM API in ${details} of ${sample.records.length} records`] : []),
  ];
  return { confidence: reasons.length > 0 ? (rows + details) / sample.records.length : 0, reasons };
}

function isDetail(framed: FramedRecord): boolean {
  return framed.form === 'json' && (isAccountDetail(framed.value) || reportOfDocument(framed.value) !== null);
}

function read(framed: FramedRecord): Reading {
  switch (framed.form) {
    case 'row':
      return isReportRow(framed.row) ? readAs([], readReportRow(framed.row, null)) : notMine;
    case 'text': {
      const value = parseJson(framed.text);
      return isRecord(value) ? readDocument(value) : notMine;
    }
    case 'json':
      return readDocument(framed.value);
  }
}

const notMine = skipped('not_this_format', 'Neither a row of a credential report nor an output of the IAM API.');

function readDocument(value: unknown): Reading {
  const report = reportOfDocument(value);
  if (!report) return readAccountDetail(value) ?? notMine;
  const facts: readonly FactReading[] = report.rows.flatMap((row) => readReportRow(row, report.at));
  return facts.length > 0 ? readAs([], facts) : skipped('field_unreadable', 'The Content of this credential report could not be read as a table.');
}
