import type { RuntimeFiles } from '../runtime-files/runtime-files.ts';
import { configurationMounts } from './configuration.ts';
import { interpreterMounts } from './interpreter-mounts.ts';
import { lambdaPaths, type Layout } from './isolation.ts';
import type { Mount } from './mount.ts';
import { systemLinks, systemMounts } from './system-mounts.ts';

/**
 * Returns all mounts of a layout, in the order in which they must be made: the host’s files that stand for those of the
 * runtime, the interpreter without its packages, and Lambda’s own paths. Writes the files in /etc that they need.
 */
export const planMounts = async (layout: Layout, files: RuntimeFiles): Promise<Mount[]> => [
  ...systemLinks(),
  ...(await systemMounts(files, layout.scratch)),
  ...(await configurationMounts(layout, files)),
  ...devices.map((name): Mount => ({ kind: 'device', path: `/dev/${name}` })),
  ...interpreterMounts(layout.interpreter, files),
  { kind: 'merged', sources: layout.runtime, path: lambdaPaths.runtime },
  { kind: 'merged', sources: layout.task === undefined ? [] : [layout.task], path: lambdaPaths.task },
  { kind: 'merged', sources: layout.layers, path: lambdaPaths.opt },
  { kind: 'writable', source: layout.tmp, path: lambdaPaths.tmp },
];

/** The devices on Lambda. It has no /dev/shm, and code that needs it must fail here too. */
const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];
