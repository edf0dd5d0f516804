import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findRuntimeFiles } from '../runtime-files/runtime-files.ts';
import { ownCodeOf } from './own-code.ts';
import { requireTool } from './require-tool.ts';
import { lambdaPaths, sandboxUser, type PrepareIsolation } from './isolation.ts';
import { replaceMerged } from './merge-mounts.ts';
import { interpreterInside } from './interpreter-mounts.ts';
import { limitFolder } from './limited-folder.ts';
import { planMounts } from './mounts.ts';
import { limitFunction } from './resource-limits.ts';

export interface MountNamespaceVariant {
  /** Whether it works without root’s rights: in a user namespace in which the caller is root. */
  readonly unprivileged: boolean;
  /** Whether the kernel overlays the layers, instead of merging them by copying. */
  readonly overlay: boolean;
}

/**
 * Prepares a separate root file system of bind mounts, with Lambda’s real paths. `unshare` of util-linux opens
 * the namespaces, and the interpreter itself mounts their content.
 */
export const prepareMountNamespace =
  (variant: MountNamespaceVariant): PrepareIsolation =>
  async (layout) => {
    const tools = { unshare: requireTool('unshare'), setpriv: requireTool('setpriv') };
    const { unprivileged } = variant;
    const files = await findRuntimeFiles(layout.interpreter);
    const planned = await planMounts(layout, files);
    const mounts = variant.overlay ? planned : await replaceMerged(planned, layout.scratch);
    const root = join(layout.scratch, 'root');
    await mkdir(root, { recursive: true });
    const { network, tmp, tmpMb, limits = {} } = layout;
    const limitedTmp =
      tmpMb === undefined ? undefined : await limitFolder(tmp, { megabytes: tmpMb, unprivileged });
    const enter = limitedTmp?.enter ?? (unprivileged ? [tools.unshare, '--user', '--map-root-user'] : []);
    const [file = '', ...args] = [...enter, ...namespaces(tools, network)];
    const { uid, gid } = sandboxUser;
    const order = { root, mounts, uid, gid, network, unprivileged, limits };
    return {
      kind: 'mount-namespace',
      paths: lambdaPaths,
      limitations: limitations(variant),
      python: interpreterInside(layout.interpreter),
      ownCode: ownCodeOf(lambdaPaths, files, { folders: [lambdaPaths.lang], files: [] }),
      supervisors: 2,
      launch: ({ command, cwd, env }, firstFree) => ({
        file,
        args: [...args, layout.interpreter.path, '-I', '-S', '-c', newRoot, String(firstFree)],
        env: {},
        secret: JSON.stringify({ ...order, command, cwd, environment: env, errors: firstFree + 1 }),
        errorDescriptor: firstFree + 1,
      }),
      ...(limitedTmp && { close: limitedTmp.close }),
    };
  };

const newRoot = limitFunction + readFileSync(new URL('./new_root.py', import.meta.url), 'utf8');

interface Tools {
  readonly unshare: string;
  readonly setpriv: string;
}

/** The command that opens the namespaces. setpriv and --kill-child end the process tree with this process. */
const namespaces = ({ unshare, setpriv }: Tools, network: boolean): readonly string[] => [
  ...[setpriv, '--pdeathsig', 'KILL'],
  ...[unshare, '--mount', '--pid', '--ipc', '--fork', '--kill-child'],
  ...(network ? [] : ['--net']),
];

const limitations = ({ unprivileged }: MountNamespaceVariant): string[] =>
  unprivileged ? ['files that only their owner may read are readable here, but not on AWS'] : [];
