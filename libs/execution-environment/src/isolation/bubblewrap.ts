import { findRuntimeFiles } from '../runtime-files/runtime-files.ts';
import { ownCodeOf } from './own-code.ts';
import { requireTool } from './require-tool.ts';
import { lambdaPaths, sandboxUser, type PrepareIsolation } from './isolation.ts';
import { limiting, limitsWithFiles } from './resource-limits.ts';
import { replaceMerged } from './merge-mounts.ts';
import { interpreterInside } from './interpreter-mounts.ts';
import type { Mount } from './mount.ts';
import { planMounts } from './mounts.ts';

/** Prepares bubblewrap, which some hosts allow even if they forbid `unshare`. Layers are merged by copying. */
export const prepareBubblewrap: PrepareIsolation = async (layout) => {
  // From the whole PATH, because bubblewrap is often installed outside the system’s folders.
  const bwrap = requireTool('bwrap', process.env['PATH']);
  const python = interpreterInside(layout.interpreter);
  const limited = (errors: number) => limiting(python, limitsWithFiles(layout), errors);
  const files = await findRuntimeFiles(layout.interpreter);
  const mounts = await replaceMerged(await planMounts(layout, files), layout.scratch);
  const fixed = [
    ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--die-with-parent', '--new-session'],
    ...(layout.network ? [] : ['--unshare-net']),
    ...['--uid', String(sandboxUser.uid), '--gid', String(sandboxUser.gid)],
    ...mounts.flatMap(words),
    ...standardStreams.flatMap(([name, target]) => ['--symlink', target, `/dev/${name}`]),
    ...['--proc', '/proc', '--remount-ro', '/', '--clearenv'],
  ];
  return {
    kind: 'bubblewrap',
    paths: lambdaPaths,
    limitations: ['files that only their owner may read are readable here, but not on AWS'],
    python,
    ownCode: ownCodeOf(lambdaPaths, files, { folders: [lambdaPaths.lang], files: [] }),
    supervisors: 2,
    launch: ({ command, env, cwd }, firstFree) => {
      const variables = Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]);
      const { words, errorDescriptor } = limited(firstFree + 1);
      const options = [...fixed, ...variables, '--chdir', cwd];
      return {
        file: bwrap,
        args: ['--args', String(firstFree), '--', ...words, ...command],
        env: {},
        secret: options.map((option) => `${option}\0`).join(''),
        errorDescriptor,
      };
    },
  };
};

const standardStreams = [
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
] as const;

const words = (mount: Mount): string[] => {
  switch (mount.kind) {
    case 'read-only':
      return ['--ro-bind', mount.source, mount.path];
    case 'writable':
      return ['--bind', mount.source, mount.path];
    case 'device':
      return ['--dev-bind', mount.path, mount.path];
    case 'empty':
      return ['--tmpfs', mount.path, '--remount-ro', mount.path];
    case 'link':
      return ['--symlink', mount.target, mount.path];
    case 'merged':
      throw new Error(`no mount of bubblewrap: ${mount.kind}`);
  }
};
