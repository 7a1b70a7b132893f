/**
 * Keys under which tools put the array of records when they wrap it in one document.
 * CloudTrail delivery, Azure storage and Event Hub, Graph, `lookup-events`, CloudWatch Logs, list APIs of identity providers,
 * `get-account-authorization-details`, which holds four arrays, and the audit APIs of Atlassian, Cloudflare and Zoom.
 */
export const wrapperKeys: ReadonlySet<string> = new Set([
  'Records',
  'records',
  'value',
  'Events',
  'items',
  'events',
  'entries',
  'data',
  'response',
  'audit_logs',
  'results',
  'logEvents',
  'UserDetailList',
  'GroupDetailList',
  'RoleDetailList',
  'Policies',
  'entities',
  'result',
  'operation_logs',
  'activity_logs',
  'ComplianceItems',
  'authlogs',
  'activities',
]);

/**
 * Keys of a document under which tools put an object that holds the array: Duo's authentication log (`response.authlogs`),
 * HAL pages (`_embedded`), and list APIs that put a page under `data` or `result`.
 */
export const outerKeys: ReadonlySet<string> = new Set(['response', '_embedded', 'data', 'result']);
