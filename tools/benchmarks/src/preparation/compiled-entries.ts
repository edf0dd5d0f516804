import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { bundleParts } from './bundle-parts.ts';

/** Programs that run on compiled JavaScript, as users install it. */
export interface CompiledEntries {
  /** Builds a layer: `build.mjs PROJECT_ROOT OUTPUT_ROOT TARGET...`. */
  readonly build: string;
  /** The same without the audit, since the other tools don't audit their output. */
  readonly buildUnaudited: string;
  /** Plans and splices wheels: `splice.mjs WHEELS.json OUTPUT [PRUNE_RULE...]`. */
  readonly splice: string;
  /** Audits a layer: `audit.mjs ZIP TARGET`. */
  readonly audit: string;
}

const entryFolder = fileURLToPath(new URL('../processes/', import.meta.url));

/**
 * Compiles the libraries and puts them below a folder of `dist` as `npm install` would, so that a program next
 * to them imports JavaScript instead of this workspace's TypeScript. Their dependencies are the workspace's. A
 * part that is measured without the rest of its library is bundled into its own program.
 */
export const compileEntries = async (workspaceRoot: string): Promise<CompiledEntries> => {
  await execa('nx', ['run', 'packaging:compile', '--outputStyle=static'], {
    cwd: workspaceRoot,
    localDir: workspaceRoot,
    preferLocal: true,
    env: { NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  const home = join(workspaceRoot, 'dist', 'benchmarks');
  const installed = join(home, 'node_modules', '@layerkit');
  await rm(home, { recursive: true, force: true });
  await mkdir(installed, { recursive: true });
  for (const library of await readdir(join(workspaceRoot, 'dist', 'libs'))) {
    await cp(join(workspaceRoot, 'dist', 'libs', library), join(installed, library), { recursive: true });
    const own = join(workspaceRoot, 'libs', library, 'node_modules');
    if (existsSync(own)) await symlink(own, join(installed, library, 'node_modules'), 'junction');
  }
  await cp(join(entryFolder, 'build.mjs'), join(home, 'build.mjs'));
  await bundleParts(home);
  const entry = (name: string): string => join(home, `${name}.mjs`);
  return {
    build: entry('build'),
    buildUnaudited: entry('build-unaudited'),
    splice: entry('splice'),
    audit: entry('audit'),
  };
};
