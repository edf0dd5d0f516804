import { posix } from 'node:path';
import { parseFunctionsDefinition } from '@layerkit/artifact/definition';
import { isObject } from '@layerkit/artifact/definition-files';
import { LayerkitError } from '@layerkit/failure';
import {
  findDefinedFunctions,
  findLayerProjects,
  moduleNameFor,
  refuseTakenNames,
  refuseUnfitLayers,
} from '@layerkit/scaffolding';
import { showLine } from '@layerkit/terminal';
import { logger, type Tree } from '@nx/devkit';
import { findSources } from './find-sources.ts';
import { asTable, ownFieldsOf, type TableFields } from './function-table.ts';
import { handlerPlace } from './handler-place.ts';
import { layerModules, refuseHiding } from './layer-modules.ts';
import type { WantedFunction } from './wanted-function.ts';
import { messageOf, writeHandler } from './write-handler.ts';

/** A function for an existing project. */
export type AddedFunction = WantedFunction & { readonly project: string };

/**
 * Adds a function to the function.json of a project, which becomes a table if it has one function. Writes a handler unless
 * it exists. Changes nothing if the function is there with the same options.
 * @throws LayerkitError workspace/unknown-project, workspace/conflict, workspace/name-taken, definition/invalid,
 * function/invalid, deploy/incompatible-layer
 */
export const addToProject = async (tree: Tree, wanted: AddedFunction): Promise<void> => {
  const { name, project } = wanted;
  const { root, text, path } = await findDefinedFunctions(tree, project);
  refuseRequirements(wanted, path);
  const { functions: present } = await parseFunctionsDefinition(text, path);
  const table = asTable(JSON.parse(text), present);
  const own = ownFieldsOf(wanted);
  if (present.some((one) => one.name === name)) {
    keep(wanted, table);
    return;
  }
  const place = handlerPlace(wanted.handler ?? (await usualHandler(tree, wanted, table)));
  const probe = withFunction(table, name, { ...own, handler: place.handler });
  const { definition } = await parsed(probe, path, name);
  const layers = await findLayerProjects(tree, definition.layers ?? []);
  refuseUnfitLayers(name, definition, layers);
  const [sources = '.'] = [definition.sources].flat();
  const found = findSources(tree, { root, place, asked: sources });
  if (found.module === undefined) refuseHiding(place, layerModules(tree, definition, layers));
  const expect = found.module === undefined ? { message: messageOf(name) } : undefined;
  const fields = { ...own, handler: place.handler, smoke: [{ name: 'answers', event: {}, expect }] };
  const added = `${JSON.stringify(withFunction(table, name, fields), null, 2)}\n`;
  await refuseTakenNames(tree, { definition: 'function.json', text: added, root });
  tree.write(path, added);
  if (found.module === undefined) writeHandler(tree, { name, root, sources }, place);
  found.messages.forEach((message) => logger.info(showLine(message)));
};

const usualHandler = async (tree: Tree, wanted: AddedFunction, table: TableFields): Promise<string> => {
  const { name, project } = wanted;
  const probe = withFunction(table, name, { ...ownFieldsOf(wanted), handler: 'x.y' });
  const { definition } = await parsed(probe, posix.join(project, 'function.json'), name);
  const layers = await findLayerProjects(tree, definition.layers ?? []);
  const taken = layerModules(tree, definition, layers);
  const { runtime } = definition;
  return `${moduleNameFor({ project: name, runtime, suffix: 'function', taken })}.handler.handle`;
};

const parsed = async (table: TableFields, path: string, name: string) => {
  const { functions } = await parseFunctionsDefinition(JSON.stringify(table), path);
  const one = functions.find((other) => other.name === name);
  if (one !== undefined) return one;
  throw new LayerkitError({ code: 'definition/invalid', message: `${path} has no function ${name}` });
};

const withFunction = (table: TableFields, name: string, fields: object): TableFields => ({
  ...table,
  functions: { ...table.functions, [name]: fields },
});

/** The functions of a project share its requirements, so a new one brings none. */
const refuseRequirements = (
  { project, requirements, requirementsFrom }: AddedFunction,
  path: string,
): void => {
  if (requirements === undefined && requirementsFrom === undefined) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `--requirements can’t be set for one function of the project “${project}”: its functions share their packages`,
    hint: `Set requirements in ${path}, next to functions, or add the packages to the file that it names.`,
  });
};

/** Checks that an existing function states what the options ask for. */
const keep = (wanted: AddedFunction, { functions }: TableFields): void => {
  const has = functions[wanted.name];
  const asked = { ...ownFieldsOf(wanted), ...(wanted.handler !== undefined && { handler: wanted.handler }) };
  const other = Object.entries(asked).filter(
    ([field, value]) =>
      value !== undefined && JSON.stringify(isObject(has) ? has[field] : undefined) !== JSON.stringify(value),
  );
  if (other.length === 0) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `${wanted.project} already has a function “${wanted.name}” that states other values`,
    problems: other.map(([field]) => field),
    hint: 'Edit function.json, or choose another name.',
  });
};
