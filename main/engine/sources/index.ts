import type { Source } from './source.ts';
import { atlassian } from './atlassian/source.ts';
import { awsCloudTrail } from './aws-cloudtrail/source.ts';
import { awsIam } from './aws-iam/source.ts';
import { azureActivity } from './azure-activity/source.ts';
import { azureKeyVault } from './azure-keyvault/source.ts';
import { azurePlatform } from './azure-platform/source.ts';
import { cyberArk } from './cyberark/source.ts';
import { entraAudit } from './entra-audit/source.ts';
import { entraIdentityProtection } from './entra-identity-protection/source.ts';
import { entraProvisioning } from './entra-provisioning/source.ts';
import { entraSignIn } from './entra-signin/source.ts';
import { googleWorkspace } from './google-workspace/source.ts';
import { pingOne } from './pingone/source.ts';
import { m365Defender } from './m365-defender/source.ts';
import { m365Ual } from './m365-ual/source.ts';
import { oidcToken } from './oidc-token/source.ts';
import { gcpAudit } from './gcp-audit/source.ts';
import { kubernetesAudit } from './kubernetes-audit/source.ts';
import { oktaSystem } from './okta-system/source.ts';
import { githubAudit } from './github-audit/source.ts';
import { vaultAudit } from './vault-audit/source.ts';
import { auth0 } from './auth0/source.ts';
import { cloudflare } from './cloudflare/source.ts';
import { spire } from './spire/source.ts';
import { keycloak } from './keycloak/source.ts';
import { duo } from './duo/source.ts';
import { slack } from './slack/source.ts';
import { bitwarden } from './bitwarden/source.ts';
import { onePassword } from './onepassword/source.ts';
import { box } from './box/source.ts';
import { opaDecisions } from './opa-decisions/source.ts';
import { agentTools } from './agent-tools/source.ts';
import { s3Access } from './s3-access/source.ts';
import { vpcFlow } from './vpc-flow/source.ts';
import { elbAccess } from './elb-access/source.ts';
import { zoom } from './zoom/source.ts';
import { snyk } from './snyk/source.ts';
import { lastPass } from './lastpass/source.ts';
import { salesforce } from './salesforce/source.ts';
import { decisionRecords } from './decision-records/source.ts';

/** Every reader, in the order in which they are listed to people. */
export const sources: readonly Source[] = [
  awsCloudTrail,
  awsIam,
  oidcToken,
  entraSignIn,
  entraAudit,
  entraIdentityProtection,
  entraProvisioning,
  azureActivity,
  azureKeyVault,
  azurePlatform,
  m365Ual,
  m365Defender,
  gcpAudit,
  googleWorkspace,
  atlassian,
  pingOne,
  cyberArk,
  decisionRecords,
  salesforce,
  lastPass,
  snyk,
  zoom,
  elbAccess,
  vpcFlow,
  s3Access,
  agentTools,
  box,
  onePassword,
  bitwarden,
  slack,
  duo,
  keycloak,
  cloudflare,
  auth0,
  kubernetesAudit,
  oktaSystem,
  githubAudit,
  vaultAudit,
  spire,
  opaDecisions,
];
