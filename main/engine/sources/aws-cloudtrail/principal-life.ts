import type { EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { formatIso } from '../../../../shared/time.ts';
import { at, awsRole, awsUser, bounded, present, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Users and roles that came, went, or were opened to others. */
export function readPrincipalLife(trail: Fields, event: EventReading): readonly FactReading[] {
  if (!event.action.startsWith('iam:')) return [];
  const request = at(trail, 'requestParameters');
  const when = formatIso(event.at);
  const user = textAt(request, 'userName');
  const role = textAt(request, 'roleName');
  const about = (identity: IdentityRef, attributes: Readonly<Record<string, string>>): readonly FactReading[] => [
    { fact: 'identity', identity, attributes: present(attributes) },
  ];
  switch (event.action) {
    case 'iam:CreateUser':
      return about(awsUser(event.realm, user, false), {
        arn: textAt(trail, 'responseElements', 'user', 'arn'),
        uniqueId: textAt(trail, 'responseElements', 'user', 'userId'),
        created: when,
      });
    case 'iam:DeleteUser':
      return about(awsUser(event.realm, user, false), { deleted: when });
    case 'iam:CreateRole':
      return about(awsRole(event.realm, role), {
        arn: textAt(trail, 'responseElements', 'role', 'arn'),
        uniqueId: textAt(trail, 'responseElements', 'role', 'roleId'),
        created: when,
        trustPolicy: bounded(textAt(request, 'assumeRolePolicyDocument'), 2000),
      });
    case 'iam:UpdateAssumeRolePolicy':
      return about(awsRole(event.realm, role), { trustPolicy: bounded(textAt(request, 'policyDocument'), 2000), trustPolicyChanged: when });
    case 'iam:DeleteRole':
      return about(awsRole(event.realm, role), { deleted: when });
    default:
      return [];
  }
}
