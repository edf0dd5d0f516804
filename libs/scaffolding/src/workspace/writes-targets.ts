import type { Plugin } from '@layerkit/executors/table';
import { readNxJson, type Tree } from '@nx/devkit';
import { wiringOf } from './wiring.ts';

/** Whether a generator writes the targets of a new project into its project.json. Otherwise Nx infers them. */
export const writesTargets = (tree: Tree, plugin: Plugin, explicit: boolean | undefined): boolean =>
  explicit === true || wiringOf(readNxJson(tree), plugin) === 'explicit';
