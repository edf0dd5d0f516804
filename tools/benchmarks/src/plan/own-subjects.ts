import { join } from 'node:path';
import { artifactDirectory, layerZipName } from '@layerkit/artifact';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { Material } from '../preparation/material.ts';
import { nxOf } from '../preparation/programs.ts';
import type { Subject } from './subject.ts';

/** Returns a subject that only splices wheels into a zip. */
export const splice = (
  { compiled, wheelList, scratch }: Material,
  title: string,
  prune: readonly string[],
): Subject => {
  const fresh = join(scratch, title);
  const zip = join(fresh, layerZipName);
  const command = [process.execPath, compiled.splice, wheelList, zip, ...prune];
  return { title, fresh, steps: [{ cwd: scratch, pipeline: [command] }], zip };
};

/** Returns a subject that only audits the splicer's zip. */
export const audit = ({ compiled, layerZip, scratch, target }: Material, title: string): Subject => {
  const command = [process.execPath, compiled.audit, layerZip, formatTarget(target)];
  return { title, steps: [{ cwd: scratch, pipeline: [command] }] };
};

export interface BuildSubject {
  readonly prune: 'all' | 'none';
  readonly targets: readonly Target[];
  /** A program to run instead of the whole build. */
  readonly entry?: string | undefined;
}

/**
 * Returns a subject that runs all of `buildLayer`: lock, store, splice, audit, manifest. Its zip is that of the
 * first target.
 */
export const build = (
  { compiled, projectRoot, scratch, target }: Material,
  title: string,
  { prune, targets, entry = compiled.build }: BuildSubject,
): Subject => {
  const fresh = join(scratch, title);
  const command = [process.execPath, entry, projectRoot, fresh, prune, ...targets.map(formatTarget)];
  const zip = join(artifactDirectory(fresh, target), layerZipName);
  return { title, fresh, steps: [{ cwd: scratch, pipeline: [command] }], zip };
};

export interface NxRun {
  /** `project:target` */
  readonly task: string;
  readonly options?: readonly string[] | undefined;
  /** This workspace, which runs its plugins from TypeScript, or the consumer's, which has them from npm. */
  readonly cwd: string;
  readonly daemon: boolean;
}

/** Returns a subject that runs a task through Nx. */
export const runNx = (title: string, { task, options = [], cwd, daemon }: NxRun): Subject => ({
  title,
  env: { NX_DAEMON: String(daemon), NX_TUI: 'false' },
  steps: [{ cwd, pipeline: [[nxOf(cwd), 'run', task, ...options]] }],
});
