import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { execa } from 'execa';

/** Programs that run on compiled JavaScript, as users get it. */
export interface CompiledEntries {
  /** Builds a layer: `build.mjs PROJECT_ROOT OUTPUT_ROOT TARGET...`. */
  readonly build: string;
  /** Plans and splices wheels: `splice.mjs WHEELS.json OUTPUT [PRUNE_RULE...]`. */
  readonly splice: string;
  /** Audits a layer: `audit.mjs ZIP TARGET`. */
  readonly audit: string;
}

const entryFolder = fileURLToPath(new URL('../processes/', import.meta.url));

/**
 * Compiles the libraries and puts them where an `npm install` would, below a folder of `dist`: a program beside
 * them imports JavaScript and not this workspace's TypeScript. Their dependencies are the workspace's own. What is
 * measured without the rest of its library is joined to a program of its own.
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
  await joinParts(workspaceRoot, home);
  const entry = (name: keyof CompiledEntries): string => join(home, `${name}.mjs`);
  return { build: entry('build'), splice: entry('splice'), audit: entry('audit') };
};

/** Parts of a library, joined as `compile` joins a whole one; other packages stay imports. */
const joinParts = async (workspaceRoot: string, home: string): Promise<void> => {
  const libraries = join(workspaceRoot, 'libs');
  const names = await readdir(libraries);
  await build({
    entryPoints: ['splice', 'audit'].map((part) => join(entryFolder, 'parts', `${part}.mjs`)),
    outdir: home,
    outExtension: { '.js': '.mjs' },
    alias: Object.fromEntries(
      names.map((name) => [`@layerkit/${name}`, join(libraries, name, 'src', 'index.ts')]),
    ),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
};
