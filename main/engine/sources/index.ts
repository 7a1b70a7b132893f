import type { Source } from './source.ts';
import { awsCloudTrail } from './aws-cloudtrail/source.ts';
import { awsIam } from './aws-iam/source.ts';
import { oidcToken } from './oidc-token/source.ts';

/** Every reader, in the order in which they are listed to people. */
export const sources: readonly Source[] = [awsCloudTrail, awsIam, oidcToken];
