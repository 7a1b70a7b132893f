import type { Plane, ResourceRef } from '../../../../shared/model.ts';
import { at, bounded, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

const planes: ReadonlyMap<string, Plane> = new Map(
  Object.entries({
    identity:
      'serviceaccounts roles rolebindings clusterroles clusterrolebindings certificatesigningrequests tokenreviews tokenrequests selfsubjectreviews subjectaccessreviews ' +
      'selfsubjectaccessreviews selfsubjectrulesreviews localsubjectaccessreviews users groups userextras uids clustertrustbundles',
    secrets: 'secrets externalsecrets sealedsecrets',
    network: 'services endpoints endpointslices ingresses ingressclasses networkpolicies gateways httproutes',
    data: 'persistentvolumes persistentvolumeclaims storageclasses volumeattachments volumesnapshots',
    compute:
      'pods nodes deployments replicasets statefulsets daemonsets jobs cronjobs replicationcontrollers podtemplates horizontalpodautoscalers poddisruptionbudgets bindings ' +
      'runtimeclasses controllerrevisions',
  } satisfies Partial<Record<Plane, string>>).flatMap(([plane, kinds]) => kinds.split(' ').map((kind) => [kind, plane as Plane] as const)),
);

/** The plane a request exercised. Everything that is not listed configures the cluster. */
export function planeOf(event: Fields): Plane {
  const resource = textAt(event, 'objectRef', 'resource');
  if (textAt(event, 'objectRef', 'subresource') === 'token') return 'identity';
  return planes.get(resource) ?? 'management';
}

/** `create pods/exec`, or the verb and the path where no resource is named. */
export function actionOf(event: Fields): string {
  const verb = textAt(event, 'verb') || '(no verb)';
  const resource = [textAt(event, 'objectRef', 'resource'), textAt(event, 'objectRef', 'subresource')].filter(Boolean).join('/');
  const path = textAt(event, 'requestURI').split('?')[0] ?? '';
  return bounded(`k8s:${verb}${resource || path ? ` ${resource || path}` : ''}`, 200);
}

export function readObjects(event: Fields, cluster: string): readonly ResourceRef[] {
  const target = at(event, 'objectRef');
  const resource = textAt(target, 'resource');
  if (resource === '') {
    const path = textAt(event, 'requestURI').split('?')[0] ?? '';
    return path === '' ? [] : [{ kind: 'path', key: bounded(`${cluster}:${path}`, 1024), display: bounded(path, 200) }];
  }
  const namespace = textAt(target, 'namespace');
  const name = textAt(target, 'name') || textAt(event, 'responseObject', 'metadata', 'name') || textAt(event, 'requestObject', 'metadata', 'name');
  const group = textAt(target, 'apiGroup');
  const place = [namespace, name || '*'].filter(Boolean).join('/');
  return [
    {
      kind: singular(resource),
      key: bounded(`${cluster}:${group === '' ? '' : `${group}/`}${resource}/${place}`, 1024),
      display: bounded(
        name === '' ? `${textAt(event, 'verb') === 'create' ? 'new' : 'all'} ${resource}${namespace === '' ? '' : ` in ${namespace}`}` : place,
        200,
      ),
    },
  ];
}

function singular(resource: string): string {
  if (resource.endsWith('ies')) return `${resource.slice(0, -3)}y`;
  if (/(ss|x)es$/.test(resource)) return resource.slice(0, -2);
  return resource.endsWith('s') && resource !== 'endpoints' ? resource.slice(0, -1) : resource;
}
