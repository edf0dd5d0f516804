import { parseFunctionDefinition } from '@layerkit/artifact/definition';
import type { Target } from '@layerkit/platform-resolution';
import {
  addProject,
  findLayerProjects,
  moduleNameFor,
  refuseTakenNames,
  refuseUnfitLayers,
  requirementsField,
  schemaReference,
} from '@layerkit/scaffolding';
import { showLine } from '@layerkit/terminal';
import { logger, type Tree } from '@nx/devkit';
import { chooseTarget } from './choose-target.ts';
import { functionTargets } from './named-targets.ts';
import { findSources } from './find-sources.ts';
import { handlerPlace } from './handler-place.ts';
import { usualSources } from './handler-sources.ts';
import { layerModules, refuseHiding } from './layer-modules.ts';
import type { WantedFunction } from './wanted-function.ts';
import { messageOf, writeHandler } from './write-handler.ts';

export interface NewFunction extends WantedFunction {
  readonly root: string;
  /** Nx infers the targets. */
  readonly inferred: boolean;
}

/**
 * Writes the project of a function: function.json with a smoke case, the handler, and project.json if Nx can’t infer all of
 * it. Keeps an existing handler where it is; the smoke case then expects no particular response.
 * @throws LayerkitError workspace/unknown-project, deploy/incompatible-layer, definition/invalid,
 * function/invalid, workspace/conflict, workspace/name-taken
 */
export const addFunctionProject = async (tree: Tree, wanted: NewFunction): Promise<void> => {
  const { name, root } = wanted;
  const layers = await findLayerProjects(tree, wanted.layers ?? []);
  const target = chooseTarget(wanted, layers);
  refuseUnfitLayers(name, target, layers);
  const taken = layerModules(tree, target, layers);
  const module = moduleNameFor({ project: name, runtime: target.runtime, suffix: 'function', taken });
  const place = handlerPlace(wanted.handler ?? `${module}.handler.handle`);
  const found = findSources(tree, { root, place, asked: wanted.sources });
  const isThere = found.module !== undefined;
  if (!isThere) refuseHiding(place, taken);
  const expect = isThere ? undefined : { message: messageOf(name) };
  const { handler } = place;
  const text = definitionText(tree, wanted, {
    ...target,
    handler,
    sources: found.sources,
    smoke: [{ name: 'answers', event: {}, expect }],
  });
  const definition = await parseFunctionDefinition(text, `${root}/function.json`);
  await refuseTakenNames(tree, { definition: 'function.json', text, root });
  addProject(tree, {
    name,
    root,
    plugin: 'lambda',
    targets: wanted.inferred ? undefined : functionTargets(root, [definition]),
    files: {
      'function.json': text,
      ...(wanted.requirements && { [requirementsFile]: `${wanted.requirements.join('\n')}\n` }),
    },
  });
  if (!isThere) writeHandler(tree, { name, root, sources: found.sources }, place);
  found.messages.forEach((message) => logger.info(showLine(message)));
};

const requirementsFile = 'requirements.in';

interface Chosen extends Target {
  readonly handler: string;
  readonly sources: string;
  readonly smoke: readonly object[];
}

const definitionText = (
  tree: Tree,
  { name, root, functionName, role, layers = [], requirements, requirementsFrom }: NewFunction,
  { smoke, sources, ...chosen }: Chosen,
): string => {
  const definition = {
    $schema: schemaReference(tree, root, 'function'),
    functionName: functionName ?? name,
    ...chosen,
    sources: sources === usualSources ? undefined : sources,
    requirements:
      requirementsFrom === undefined
        ? requirements && requirementsFile
        : requirementsField(root, requirementsFrom),
    role,
    layers,
    smoke,
  };
  return `${JSON.stringify(definition, null, 2)}\n`;
};
