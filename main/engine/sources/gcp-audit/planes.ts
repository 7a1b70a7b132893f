import type { Plane } from '../../../../shared/model.ts';

/** Services whose every call exercises one plane, without `.googleapis.com`. */
const byService: ReadonlyMap<string, Plane> = new Map(
  Object.entries({
    identity:
      'iam iamcredentials sts login oslogin iap cloudidentity identitytoolkit accesscontextmanager admin privilegedaccessmanager policysimulator apikeys',
    secrets: 'secretmanager cloudkms privateca certificatemanager parametermanager',
    delivery: 'cloudbuild artifactregistry containerregistry clouddeploy binaryauthorization containeranalysis',
    source: 'sourcerepo developerconnect securesourcemanager',
    data:
      'storage bigquery bigquerydatatransfer bigtable bigtableadmin spanner sqladmin cloudsql firestore datastore redis alloydb pubsub dataproc dataflow datacatalog dlp file ' +
      'storagetransfer backupdr datamigration dataplex',
    compute:
      'run cloudfunctions container k8s.io appengine batch workstations notebooks composer workflows cloudscheduler cloudtasks gkehub vmwareengine tpu osconfig',
    network: 'dns networkconnectivity networkservices networksecurity servicenetworking vpcaccess domains networkmanagement servicedirectory',
    agent: 'aiplatform dialogflow generativelanguage discoveryengine cloudaicompanion',
  } satisfies Partial<Record<Plane, string>>).flatMap(([plane, services]) => services.split(' ').map((service) => [service, plane as Plane] as const)),
);

const computeNetwork =
  /\b(networks?|subnetworks|firewalls?|firewallPolicies|routes|routers|addresses|globalAddresses|forwardingRules|globalForwardingRules|vpnTunnels|vpnGateways|urlMaps|backendServices|sslCertificates|targetHttpsProxies|securityPolicies|interconnects)\./i;
const computeData = /\b(disks|snapshots|images|regionDisks|machineImages)\./i;

/** The plane a call exercised. An unlisted service counts as management: calls to it configure a project. */
export function planeOf(service: string, method: string): Plane {
  if (/SetIamPolicy$/i.test(method) || /ServiceAccount/.test(method)) return 'identity';
  if (service === 'compute') {
    if (computeNetwork.test(method)) return 'network';
    return computeData.test(method) ? 'data' : 'compute';
  }
  if (service === 'k8s.io') {
    if (/\.secrets\./.test(method)) return 'secrets';
    if (/rbac|serviceaccounts|certificatesigningrequests|tokenreviews/i.test(method)) return 'identity';
    return /networkpolic|ingress|\.services\./i.test(method) ? 'network' : 'compute';
  }
  return byService.get(service) ?? 'management';
}
