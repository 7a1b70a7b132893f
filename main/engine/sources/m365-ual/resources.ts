import type { Plane, ResourceRef } from '../../../../shared/model.ts';
import { bounded, list, look, said } from '../kit.ts';
import type { Fields } from '../kit.ts';

const most = 50;

/** What was touched: files and sites by address, mailboxes by owner, mail by message id, other objects as the record names them. */
export function readResources(fields: Fields): readonly ResourceRef[] {
  const found: ResourceRef[] = [];
  const object = said(fields, 'objectId');
  const workload = said(fields, 'workload').toLowerCase() || 'm365';
  const address = /^https?:\/\//i.test(object);
  if (object !== '') {
    const kind = address ? (said(fields, 'itemType') || 'file').toLowerCase() : workload === 'azureactivedirectory' ? 'directory-object' : `${workload}-object`;
    const key = address ? object : `${workload}:${said(fields, 'organizationId') || 'unknown'}:${object}`;
    found.push({ kind, key: bounded(key, 1024), display: bounded(address ? object.split('/').at(-1) || object : object, 200) });
  }
  const site = said(fields, 'siteUrl');
  if (site !== '' && site !== object) found.push({ kind: 'site', key: bounded(site, 1024), display: bounded(site.replace(/^https?:\/\//, ''), 200) });
  const mailbox = said(fields, 'mailboxOwnerUPN') || said(fields, 'mailboxGuid');
  if (mailbox !== '') found.push({ kind: 'mailbox', key: bounded(`mailbox:${mailbox.toLowerCase()}`, 1024), display: bounded(mailbox, 200) });
  for (const id of messageIds(fields)) found.push({ kind: 'message', key: bounded(`message:${id}`, 1024), display: bounded(id, 200) });
  const team = said(fields, 'teamName');
  if (team !== '') found.push({ kind: 'team', key: bounded(`team:${said(fields, 'teamGuid') || team}`, 1024), display: bounded(team, 200) });
  const seen = new Set<string>();
  return found.filter(({ key }) => !seen.has(key) && seen.add(key)).slice(0, most);
}

/** Messages of one item, of several, or of the folders that a mail client synchronised. */
function messageIds(fields: Fields): readonly string[] {
  const items = [
    look(fields, 'item'),
    ...list(look(fields, 'affectedItems')),
    ...list(look(fields, 'folders')).flatMap((folder) => list(look(folder, 'folderItems'))),
  ];
  return items.slice(0, most).flatMap((item) => {
    const id = said(item, 'internetMessageId');
    return id === '' ? [] : [id];
  });
}

const permissions =
  /permission|roleassignment|managementrole|-role|delegate|-user$|password|authenticationpolicy|accesspolicy|federation|trust|oauth|serviceprincipal/i;

/** What kind of control was exercised. Cmdlets of Exchange configure, except those that give rights. */
export function planeOf(fields: Fields): Plane {
  const workload = said(fields, 'workload').toLowerCase();
  const operation = said(fields, 'operation');
  if (workload === 'azureactivedirectory') return 'identity';
  if (/copilot|aiapp/i.test(`${workload}${operation}`)) return 'agent';
  if (/^[A-Z][a-z]+-[A-Z]/.test(operation)) return permissions.test(operation) ? 'identity' : 'management';
  if (/^(SiteCollectionAdmin|PermissionLevel|AddedToGroup|RemovedFromGroup|Group(Added|Removed|Updated)|Member(Added|Removed|RoleChanged))/i.test(operation))
    return 'identity';
  if (/powerapps|microsoftflow|powerplatform/i.test(workload)) return 'delivery';
  if (/endpoint|defender/i.test(workload)) return 'compute';
  return /exchange|sharepoint|onedrive|teams|powerbi|yammer|stream|forms|dynamics|crm|project|sway|whiteboard|todo/i.test(workload) ? 'data' : 'management';
}
