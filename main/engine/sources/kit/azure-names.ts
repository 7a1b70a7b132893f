import type { Plane, ResourceRef } from '../../../../shared/model.ts';
import { bounded } from './values.ts';

/** A resource by its Resource Manager id. The ids differ in case from log to log and name one resource all the same. */
export function azureResource(id: string): ResourceRef {
  const trimmed = id.trim().replace(/\/+$/, '');
  return { kind: azureType(trimmed), key: bounded(trimmed.toLowerCase(), 1024), display: bounded(trimmed.slice(trimmed.lastIndexOf('/') + 1) || trimmed, 200) };
}

/** `microsoft.compute/virtualmachines` of a resource id; a part of a resource has its own type (`…/virtualmachines/extensions`). */
function azureType(id: string): string {
  const lower = id.toLowerCase();
  const start = lower.lastIndexOf('/providers/');
  if (start >= 0) {
    const [namespace = '', ...rest] = lower.slice(start + '/providers/'.length).split('/');
    const types = rest.filter((_part, place) => place % 2 === 0);
    return types.length === 0 ? namespace : `${namespace}/${types.join('/')}`;
  }
  if (lower.includes('/resourcegroups/')) return 'resourcegroup';
  return lower.startsWith('/subscriptions/') ? 'subscription' : lower.startsWith('/tenants/') ? 'tenant' : 'resource';
}

export function subscriptionOf(id: string): string {
  return /\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase() ?? '';
}

const byNamespace: ReadonlyMap<string, Plane> = new Map(
  Object.entries({
    identity: 'authorization managedidentity aad aadiam aadb2c graph managedservices azureactivedirectory adhybridhealthservice entraid',
    secrets: 'keyvault hardwaresecuritymodules attestation codesigning',
    data:
      'storage sql dbformysql dbforpostgresql dbformariadb documentdb cache kusto synapse datafactory datalakestore datalakeanalytics eventhub servicebus eventgrid search ' +
      'azuredata storagesync storagecache netapp elasticsan recoveryservices dataprotection purview databoxedge databox fabric powerbi streamanalytics analysisservices dataShare',
    compute:
      'compute containerservice containerinstance web app batch hdinsight databricks servicefabric classiccompute desktopvirtualization virtualmachineimages avs hybridcompute ' +
      'kubernetes appplatform redhatopenshift serialconsole guestconfiguration labservices logic devices signalrservice',
    network: 'network cdn networkfunction frontdoor classicnetwork domainregistration apimanagement relay servicenetworking peering edge',
    delivery:
      'containerregistry devops visualstudio devtestlab devcenter automation deploymentmanager appconfiguration resources-deployments loadtestservice devhub',
    agent: 'cognitiveservices machinelearningservices machinelearning botservice openai healthbot',
  } satisfies Partial<Record<Plane, string>>).flatMap(([plane, names]) =>
    names.split(' ').map((name) => [`microsoft.${name.toLowerCase()}`, plane as Plane] as const),
  ),
);

// Operations whose answer holds keys, tokens or connection strings of a resource.
const givesSecrets =
  /\/(list\w*(keys?|credentials?|secrets?|connectionstrings|sas|tokens?)|publishxml|getkubeconfig|regenerate\w*keys?|regeneratecredential)(\/action)?$/i;

/** Whether an operation of Resource Manager hands its caller secrets of the resource. */
export function givesAzureSecrets(operation: string): boolean {
  return givesSecrets.test(operation);
}

/** The plane of a Resource Manager operation (`Microsoft.Compute/virtualMachines/delete`); what only describes or deploys is management. */
export function azurePlane(operation: string): Plane {
  if (givesAzureSecrets(operation)) return 'secrets';
  return byNamespace.get((operation.split('/')[0] ?? '').toLowerCase()) ?? 'management';
}
