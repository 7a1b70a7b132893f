import { at, isRecord, list, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import type { Statement } from './statement.ts';

/** An author of a VEX document may be a person or an organisation, and nothing says which. Statements of a CycloneDX document (vulnerabilities that have an analysis) or of an OpenVEX document. */
export function openVex(document: Fields): readonly Statement[] {
  if (text(document['bomFormat']) === 'CycloneDX') return cycloneDx(document);
  return /openvex/i.test(text(document['@context'])) ? openVexStatements(document) : [];
}

function cycloneDx(document: Fields): readonly Statement[] {
  const metadata = record(document['metadata']);
  const author = textAt(list(metadata['authors'])[0], 'name') || textAt(metadata, 'supplier', 'name') || textAt(metadata, 'manufacture', 'name');
  return list(document['vulnerabilities'])
    .filter(isRecord)
    .flatMap((one): Statement[] => {
      const analysis = one['analysis'];
      if (!isRecord(analysis) || text(analysis['state']) === '') return [];
      const assets = list(one['affects'])
        .map((affected) => textAt(affected, 'ref'))
        .filter((ref) => ref !== '');
      return [
        {
          form: 'vex',
          time: analysis['lastUpdated'] ?? analysis['firstIssued'] ?? metadata['timestamp'],
          timeField: 'analysis.lastUpdated or metadata.timestamp',
          verdict: text(analysis['state']),
          verdictField: 'analysis.state',
          subject: text(one['id']),
          asset: assets.join(', '),
          decider: author,
          deciderKind: 'service',
          id: '',
          said: {
            justification: text(analysis['justification']),
            response: list(analysis['response']).map(text).join(', '),
            reason: text(analysis['detail']),
            document: text(document['serialNumber']),
          },
        },
      ];
    });
}

function openVexStatements(document: Fields): readonly Statement[] {
  return list(document['statements'])
    .filter(isRecord)
    .map((one) => ({
      form: 'vex',
      time: one['last_updated'] ?? one['timestamp'] ?? document['last_updated'] ?? document['timestamp'],
      timeField: 'timestamp',
      verdict: text(one['status']),
      verdictField: 'statements[].status',
      subject: textAt(one, 'vulnerability', 'name') || textAt(one, 'vulnerability', '@id') || text(one['vulnerability']),
      asset: list(one['products'])
        .map((product) => text(product) || textAt(product, '@id'))
        .join(', '),
      decider: text(document['author']),
      deciderKind: 'service',
      id: text(one['@id']),
      said: {
        justification: text(one['justification']),
        reason: text(one['impact_statement']) || text(one['status_notes']),
        action: text(one['action_statement']),
        role: text(document['role']),
        document: text(at(document, '@id')),
      },
    }));
}
