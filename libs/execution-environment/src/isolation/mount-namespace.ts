import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { requireTool } from './require-tool.ts';
import { lambdaPaths, sandboxUser, type PrepareIsolation } from './isolation.ts';
import { replaceMerged } from './merge-mounts.ts';
import { interpreterInside, planMounts } from './mounts.ts';

export interface MountNamespaceVariant {
  /** Without root’s rights: in a user namespace in which the caller plays root. */
  readonly unprivileged: boolean;
  /** Whether layers are laid over one another by the kernel instead of being copied. */
  readonly overlay: boolean;
}

/**
 * A root of its own out of bind mounts, with Lambda’s paths for real: util-linux’s `unshare` opens the
 * namespaces, and the interpreter itself mounts what is to be seen in them.
 */
export const prepareMountNamespace =
  (variant: MountNamespaceVariant): PrepareIsolation =>
  async (layout) => {
    const tools = { unshare: requireTool('unshare'), setpriv: requireTool('setpriv') };
    const planned = await planMounts(layout);
    const mounts = variant.overlay ? planned : await replaceMerged(planned, layout.scratch);
    const root = join(layout.scratch, 'root');
    await mkdir(root, { recursive: true });
    const [file, ...args] = namespaces(tools, variant, layout.network);
    const { uid, gid } = sandboxUser;
    const { network } = layout;
    const order = { root, mounts, uid, gid, network, unprivileged: variant.unprivileged };
    return {
      kind: 'mount-namespace',
      paths: lambdaPaths,
      limitations: limitations(variant),
      python: interpreterInside(layout.interpreter),
      supervisors: 2,
      launch: ({ command, cwd, env }, descriptor) => ({
        file,
        args: [...args, layout.interpreter.path, '-I', '-S', '-c', newRoot, String(descriptor)],
        env: {},
        secret: JSON.stringify({ ...order, command, cwd, environment: env }),
      }),
    };
  };

const newRoot = readFileSync(new URL('./new_root.py', import.meta.url), 'utf8');

interface Tools {
  readonly unshare: string;
  readonly setpriv: string;
}

/** setpriv makes the whole tree die with this process; unshare passes the death on into the namespace. */
const namespaces = (
  tools: Tools,
  variant: MountNamespaceVariant,
  network: boolean,
): [string, ...string[]] => {
  const { unshare, setpriv } = tools;
  const own = ['--pdeathsig', 'KILL', unshare, '--mount', '--pid', '--ipc', '--fork', '--kill-child'];
  const all = [...own, ...(network ? [] : ['--net'])];
  return variant.unprivileged ? [unshare, '--user', '--map-root-user', setpriv, ...all] : [setpriv, ...all];
};

const limitations = ({ unprivileged }: MountNamespaceVariant): string[] => [
  'the system’s libraries are this host’s, not Amazon Linux’s',
  ...(unprivileged ? ['files that only their owner may read can be read, which on AWS they can’t'] : []),
];
