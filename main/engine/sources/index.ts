import type { Source } from './source.ts';
import { awsCloudTrail } from './aws-cloudtrail/source.ts';

/** Every reader, in the order in which they are listed to people. */
export const sources: readonly Source[] = [awsCloudTrail];
