import { IconBox, IconCertificate, IconDeviceMobile, IconHourglass, IconKey, IconLockPassword, IconStack2, IconTicket, type Icon } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { CredentialKind } from '../../../shared/model.ts';
import { identityIcons } from '../../ui/identity-tag.tsx';
import { planeIcons } from '../../ui/plane-tag.tsx';

const credentialIcons: Readonly<Record<CredentialKind, Icon>> = {
  access_key: IconKey,
  api_key: IconKey,
  deploy_key: IconKey,
  ssh_key: IconKey,
  pat: IconKey,
  session: IconHourglass,
  web_session: IconHourglass,
  access_token: IconTicket,
  refresh_token: IconTicket,
  id_token: IconTicket,
  oauth_grant: IconTicket,
  k8s_token: IconTicket,
  vault_token: IconTicket,
  svid: IconCertificate,
  certificate: IconCertificate,
  password: IconLockPassword,
  mfa_device: IconDeviceMobile,
};

/** The picture for every kind of node; kinds of planes go by the plane's name. */
export const nodeIcons: Readonly<Record<string, Icon>> = { ...identityIcons, ...credentialIcons, ...planeIcons, resource: IconBox, group: IconStack2 };

/** The same outlines for the canvas, read once from the icons themselves. Put `sprites` anywhere in the page. */
export function useIconPaths(): { readonly paths: ReadonlyMap<string, Path2D>; readonly sprites: ReactNode } {
  const holder = useRef<HTMLDivElement>(null);
  const [paths, setPaths] = useState<ReadonlyMap<string, Path2D>>(new Map());
  useLayoutEffect(() => setPaths(readPaths(holder)), []);
  const sprites = (
    <div ref={holder} hidden>
      {Object.entries(nodeIcons).map(([kind, NodeIcon]) => (
        <NodeIcon key={kind} data-kind={kind} aria-hidden="true" />
      ))}
    </div>
  );
  return { paths, sprites };
}

function readPaths(holder: RefObject<HTMLDivElement | null>): ReadonlyMap<string, Path2D> {
  const paths = new Map<string, Path2D>();
  for (const svg of holder.current?.querySelectorAll('svg') ?? []) {
    const whole = new Path2D();
    for (const path of svg.querySelectorAll('path')) whole.addPath(new Path2D(path.getAttribute('d') ?? ''));
    paths.set(svg.dataset['kind'] ?? '', whole);
  }
  return paths;
}
