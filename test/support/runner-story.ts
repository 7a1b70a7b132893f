/** A small incident for tests: a runner's session, two chained roles, a key read from a secret; another caller of the same role; ordinary work around it. */
import type { MadeEvent } from './case-builder.ts';
import type { MadeWorld } from './world-builder.ts';

export const hour = 3_600_000_000;
/** Midnight of the day of the story. */
export const midnight = 1_800_000_000_000_000 - (1_800_000_000_000_000 % (24 * hour));
export const at = (hours: number): number => Math.round(midnight + hours * hour);

export const runner = 'oidc:issuer.example:serviceaccount/runner';
export const other = 'oidc:issuer.example:serviceaccount/other';
export const build = '111111111111';
export const prod = '222222222222';
const deploy = `aws:${build}:role/deploy`;
const signer = `aws:${build}:role/signer`;
const data = `aws:${prod}:role/data`;
const legacy = `aws:${prod}:user/legacy`;
export const keys = {
  first: 'session:ASIA1111',
  second: 'session:ASIA2222',
  third: 'session:ASIA3333',
  others: 'session:ASIA9999',
  static: 'access_key:AKIA7777',
} as const;

const sts = (hours: number, identity: string, credential: string | null, realm: string): MadeEvent => ({
  at: at(hours),
  action: 'sts:AssumeRole',
  plane: 'identity',
  identity,
  credential,
  realm,
  resources: ['role'],
  ids: { eventCategory: 'Management' },
});
const mint = {
  first: sts(10.1, runner, null, build),
  others: sts(9.5, other, null, build),
  second: sts(10.5, deploy, keys.first, build),
  third: sts(11, signer, keys.second, prod),
};
const call = (
  hours: number,
  identity: string,
  credential: string,
  action: string,
  plane: MadeEvent['plane'],
  rung: MadeEvent['rung'],
  realm: string,
  resource: string,
): MadeEvent => ({
  at: at(hours),
  identity,
  credential,
  action,
  plane: plane ?? 'data',
  rung: rung ?? 4,
  realm,
  resources: [resource],
  ip: '203.0.113.9',
  ids: { eventCategory: action.startsWith('s3:Get') ? 'Data' : 'Management' },
});

/** Hourly ordinary work in both accounts for two days, with management and data events. */
export function ordinaryWork(hours = 48, missing: (hour: number, realm: string) => boolean = () => false): MadeEvent[] {
  return [build, prod].flatMap((realm) =>
    Array.from({ length: hours }, (_, each) => each).flatMap((each): MadeEvent[] =>
      missing(each, realm)
        ? []
        : [
            {
              at: at(each + 0.01),
              action: 'config:PutEvaluations',
              plane: 'management',
              identity: `aws:${realm}:role/config`,
              credential: `session:ASIACFG${realm}`,
              realm,
              ids: { eventCategory: 'Management' },
              ip: '198.51.100.7',
            },
            {
              at: at(each + 0.02),
              action: 's3:GetObject',
              plane: 'data',
              identity: `aws:${realm}:role/shop`,
              credential: `session:ASIASHOP${realm}`,
              realm,
              resources: ['orders'],
              ids: { eventCategory: 'Data' },
              ip: '198.51.100.8',
            },
          ],
    ),
  );
}

/** What happened, without the ordinary work. */
export const incident: readonly MadeEvent[] = [
  mint.others,
  call(9.6, deploy, keys.others, 'ecr:PutImage', 'delivery', 4, build, 'image'),
  call(12.5, deploy, keys.others, 'ecr:PutImage', 'delivery', 4, build, 'image'),
  mint.first,
  call(10.2, deploy, keys.first, 'secretsmanager:ListSecrets', 'secrets', 4, build, 'secrets'),
  call(10.3, deploy, keys.first, 'kms:Sign', 'secrets', 2, build, 'release-key'),
  mint.second,
  call(10.6, signer, keys.second, 'kms:Sign', 'secrets', 2, build, 'release-key'),
  mint.third,
  call(11.1, data, keys.third, 's3:GetObject', 'data', 4, prod, 'orders'),
  call(11.2, data, keys.third, 'secretsmanager:GetSecretValue', 'secrets', 4, prod, 'legacy-secret'),
  call(3, legacy, keys.static, 's3:PutObject', 'data', 4, prod, 'backup'),
  call(14.5, legacy, keys.static, 's3:GetObject', 'data', 4, prod, 'orders'),
  call(16.5, legacy, keys.static, 's3:GetObject', 'data', 1, prod, 'orders'),
];

/** The whole story: exposed 10:00, patched 14:00, contained 16:00, clock the next day. */
export const story: MadeWorld & { readonly events: readonly MadeEvent[] } = {
  events: [...ordinaryWork(), ...incident],
  derivations: [
    { method: 'AssumeRoleWithWebIdentity', at: at(10.1), by: runner, child: keys.first, as: deploy, event: mint.first },
    { method: 'AssumeRoleWithWebIdentity', at: at(9.5), by: other, child: keys.others, as: deploy, event: mint.others },
    { method: 'AssumeRole', at: at(10.5), by: deploy, with: keys.first, child: keys.second, as: signer, event: mint.second },
    { method: 'AssumeRole', at: at(11), by: signer, with: keys.second, child: keys.third, as: data, event: mint.third },
  ],
  holdings: [{ identity: data, credential: keys.static, basis: 'asserted', via: keys.third, from: at(11.2) }],
  facts: [
    { credential: keys.first, what: 'issued', at: at(10.1) },
    { credential: keys.first, what: 'expires', at: at(11.1) },
    { credential: keys.others, what: 'issued', at: at(9.5) },
    { credential: keys.others, what: 'expires', at: at(21.5) },
    { credential: keys.second, what: 'issued', at: at(10.5) },
    { credential: keys.third, what: 'issued', at: at(11) },
    { credential: keys.third, what: 'expires', at: at(12) },
    { credential: keys.static, what: 'deactivated', at: at(16.1) },
  ],
  milestones: [
    { kind: 'exposure_began', at: at(10), identity: runner },
    { kind: 'patch_deployed', at: at(14) },
    { kind: 'contained', at: at(16) },
  ],
  clock: at(40),
};
