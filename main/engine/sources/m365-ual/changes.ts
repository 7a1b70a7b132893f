import type { EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { entraApplication, entraServicePrincipal, entraUser, factsOfChange, list, look, said } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { objectIdOf } from './caller.ts';

/** Entra's directory changes are copied into this log: the same activities, with a full stop. */
export function factsOfDirectory(fields: Fields, event: EventReading): readonly FactReading[] {
  if (event.rung !== 4 || said(fields, 'workload') !== 'AzureActiveDirectory') return [];
  const changed = new Map<string, { readonly old: string; readonly new: string }>();
  for (const property of list(look(fields, 'modifiedProperties'))) {
    const name = said(property, 'name');
    if (name !== '' && !changed.has(name)) changed.set(name, { old: said(property, 'oldValue'), new: said(property, 'newValue') });
  }
  return factsOfChange({
    activity: said(fields, 'operation').replace(/[.\s]+$/, ''),
    at: event.at,
    initiator: event.identity,
    via: event.credential,
    target: targetOf(fields),
    changed,
    reason: said(fields, 'resultReason'),
  });
}

/** The target's identities stand side by side: its kind in a word, its object id, its names. */
function targetOf(fields: Fields): IdentityRef | null {
  const tenant = said(fields, 'organizationId');
  const listed = list(look(fields, 'target')).map((entry) => said(entry, 'ID') || said(entry, 'id'));
  const objectId = objectIdOf(fields, 'target');
  const name = listed.find((id) => id.includes('@')) ?? (said(fields, 'objectId').includes('@') ? said(fields, 'objectId') : '');
  const kind =
    listed.find((id) => /^(User|ServicePrincipal|Application)$/.test(id)) ??
    listed.map((id) => /^(User|ServicePrincipal|Application)_/.exec(id)?.[1]).find(Boolean);
  const display = listed.find((id) => !id.includes('_') && !/^[0-9a-f-]{36}$/i.test(id) && id !== kind) ?? '';
  switch (kind) {
    case 'ServicePrincipal':
      return objectId === '' ? null : entraServicePrincipal(tenant, { objectId, appId: '' }, display);
    case 'Application':
      return objectId === '' ? null : { ...entraApplication(tenant, objectId, display), name: `application-object/${objectId.toLowerCase()}` };
    default:
      return name === '' && kind !== 'User' ? null : name === '' && objectId === '' ? null : entraUser(tenant, name, objectId);
  }
}
