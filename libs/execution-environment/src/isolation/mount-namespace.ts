import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireTool } from './require-tool.ts';
import { lambdaPaths, sandboxUser, type Command, type Launch, type PrepareIsolation } from './isolation.ts';
import { replaceMerged } from './merge-mounts.ts';
import { interpreterInside, planMounts, type Mount } from './mounts.ts';

export interface MountNamespaceVariant {
  /** Without root’s rights: in a user namespace in which the caller plays root. */
  readonly unprivileged: boolean;
  /** Whether layers are laid over one another by the kernel instead of being copied. */
  readonly overlay: boolean;
}

/** util-linux’s `unshare`: a root of its own out of bind mounts, with Lambda’s paths for real. */
export const prepareMountNamespace =
  (variant: MountNamespaceVariant): PrepareIsolation =>
  async (layout) => {
    const tools = { unshare: requireTool('unshare'), setpriv: requireTool('setpriv'), sh: requireTool('sh') };
    const planned = await planMounts(layout);
    const mounts = variant.overlay ? planned : await replaceMerged(planned, layout.scratch);
    const root = join(layout.scratch, 'root');
    await mkdir(root, { recursive: true });
    const python = interpreterInside(layout.interpreter);
    const args = [
      ...namespaces(tools, variant, layout.network),
      ...[tools.sh, script, root, ...mounts.flatMap(words), 'run'],
    ];
    return {
      kind: 'mount-namespace',
      paths: lambdaPaths,
      limitations: limitations(variant),
      python,
      supervisors: 2,
      launch: (command, descriptor) => {
        const inside = enter(command, descriptor, { python, unshare: tools.unshare, variant });
        return { ...launch([...args, ...inside]), secret: serialize(command.env) };
      },
    };
  };

const script = fileURLToPath(new URL('./mount-namespace.sh', import.meta.url));
const enterCode = readFileSync(new URL('../python/enter.py', import.meta.url), 'utf8');

/** Only the interpreter that reads the real environment sees this one. */
const launch = (args: readonly string[]): Launch => {
  const [file = '', ...rest] = args;
  return {
    file,
    args: rest,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LD_LIBRARY_PATH: '/var/lang/lib' },
  };
};

interface Tools {
  readonly unshare: string;
  readonly setpriv: string;
}

/** setpriv makes the whole tree die with this process; unshare passes the death on into the namespace. */
const namespaces = (tools: Tools, variant: MountNamespaceVariant, network: boolean): string[] => [
  ...(variant.unprivileged ? [tools.unshare, '--user', '--map-root-user'] : []),
  ...[tools.setpriv, '--pdeathsig', 'KILL'],
  ...[tools.unshare, '--mount', '--pid', '--ipc', '--fork', '--kill-child'],
  ...(network ? [] : ['--net']),
];

interface Entering {
  readonly python: string;
  readonly unshare: string;
  readonly variant: MountNamespaceVariant;
}

const enter = ({ command, cwd }: Command, descriptor: number, entering: Entering): string[] => {
  const { uid, gid } = sandboxUser;
  const { unprivileged } = entering.variant;
  const user = unprivileged ? [entering.unshare, '--user', `--map-user=${uid}`, `--map-group=${gid}`] : [];
  const identity = unprivileged ? ['', ''] : [String(uid), String(gid)];
  const python = [entering.python, '-I', '-S', '-c', enterCode];
  return [...user, ...python, String(descriptor), ...identity, cwd, ...command];
};

const words = (mount: Mount): string[] => {
  switch (mount.kind) {
    case 'read-only':
    case 'writable':
      return [mount.kind, mount.source, mount.path];
    case 'merged':
      // an overlay’s first folder is its topmost
      return [...mount.sources.toReversed().flatMap((source) => ['layer', source]), 'overlay', mount.path];
    case 'link':
      return ['link', mount.target, mount.path];
    case 'device':
    case 'empty':
      return [mount.kind, mount.path];
  }
};

const serialize = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}\0`)
    .join('');

const limitations = ({ unprivileged }: MountNamespaceVariant): string[] => [
  'the system’s libraries are this host’s, not Amazon Linux’s',
  ...(unprivileged ? ['files that only their owner may read can be read, which on AWS they can’t'] : []),
];
