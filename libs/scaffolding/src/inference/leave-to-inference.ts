import { isDeepStrictEqual } from 'node:util';
import type { Plugin } from '@layerkit/executors/table';
import {
  readJson,
  writeJson,
  type ProjectConfiguration,
  type TargetConfiguration,
  type Tree,
} from '@nx/devkit';
import { isNamedByItsFolder, tags } from '../project/add-project.ts';

type Targets = Readonly<Record<string, TargetConfiguration>>;

export interface Generated {
  /** The targets that generators write into project.json. */
  readonly written: Targets;
  /** The names of the targets that Nx infers. */
  readonly inferred: readonly string[];
}

export interface ProjectToInfer {
  readonly name: string;
  readonly root: string;
  readonly plugin: Plugin;
  readonly generated: Generated;
}

/**
 * Removes from a project.json what Nx infers, and the file itself if nothing is left.
 * @returns the fields of targets that stay, such as `build.inputs`
 */
export const leaveToInference = (
  tree: Tree,
  { name, root, plugin, generated }: ProjectToInfer,
): readonly string[] => {
  const file = `${root}/project.json`;
  if (!tree.exists(file)) return [];
  const {
    targets,
    tags: labels,
    projectType,
    ...others
  } = readJson<Partial<ProjectConfiguration>>(tree, file);
  const own = ownTargets(targets ?? {}, plugin, generated.written);
  const ownTags = (labels ?? []).filter((tag) => tag !== tags[plugin]);
  const left = {
    ...others,
    ...(projectType === undefined || projectType === 'application' ? {} : { projectType }),
    ...(ownTags.length === 0 ? {} : { tags: ownTags }),
    ...(Object.keys(own).length === 0 ? {} : { targets: own }),
  };
  const isNeeded = Object.keys(left).some((key) => key !== 'name' && key !== '$schema');
  if (isNeeded || !isNamedByItsFolder(tree, name, root)) writeJson(tree, file, left);
  else tree.delete(file);
  return Object.entries(own).flatMap(([target, fields]) => describeFields(target, fields, plugin));
};

/** Returns the targets without the fields that generators wrote. A target with nothing else is left out. */
const ownTargets = (targets: Targets, plugin: Plugin, written: Targets): Targets =>
  Object.fromEntries(
    Object.entries(targets).flatMap(([name, target]) => {
      const { executor, ...fields } = target;
      if (executor !== `@layerkit/${plugin}:${name}`) return [[name, target]];
      const generated: Readonly<Record<string, unknown>> = { ...written[name] };
      const own = Object.entries(fields).filter(
        ([field, value]) => !isDeepStrictEqual(value, generated[field]),
      );
      return own.length === 0 ? [] : [[name, { executor, ...Object.fromEntries(own) }]];
    }),
  );

const describeFields = (
  name: string,
  { executor, ...fields }: TargetConfiguration,
  plugin: Plugin,
): readonly string[] =>
  executor === `@layerkit/${plugin}:${name}`
    ? Object.keys(fields).map((field) => `${name}.${field}`)
    : [name];
