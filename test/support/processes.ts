/** What the system says about running processes; Linux only. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** A process and everything it started, itself first. */
export function familyOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

function parentOf(pid: number): number | null {
  const parent = statusOf(pid)['PPid'];
  return parent === undefined ? null : Number(parent);
}

/** The lines of /proc/PID/status; empty when the process has ended. */
export function statusOf(pid: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    read(`/proc/${pid}/status`)
      .split('\n')
      .map((line) => line.split(':\t').map((part) => part.trim()) as [string, string]),
  );
}

export function commandOf(pid: number): readonly string[] {
  return read(`/proc/${pid}/cmdline`)
    .split('\0')
    .flatMap((argument) => argument.split(' '));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The internet sockets that a process holds, as lines of /proc/net. */
export function internetSocketsOf(pid: number): readonly string[] {
  const held = new Set<string>();
  try {
    for (const fd of readdirSync(`/proc/${pid}/fd`)) {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [];
      if (inode) held.add(inode);
    }
  } catch {
    return [];
  }
  return ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6', 'icmp', 'icmp6'].flatMap((kind) =>
    read(`/proc/${pid}/net/${kind}`)
      .split('\n')
      .slice(1)
      .filter((line) => held.has(line.trim().split(/\s+/)[9] ?? ''))
      .map((line) => `${kind}: ${line.trim()}`),
  );
}
