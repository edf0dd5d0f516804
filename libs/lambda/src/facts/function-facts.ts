import { isObject, type DefinitionFields } from '@layerkit/artifact/definition-files';

/** The facts of a function.json that decide its Nx targets and edges: of all its functions together. */
export interface FunctionFacts {
  readonly description: string | undefined;
  /** As stated: folders relative to the project, and names of Nx projects. */
  readonly sources: readonly string[];
  /** In the order of function.json: Nx projects and ARNs. */
  readonly layers: readonly string[];
}

/** Returns the facts of a function.json without validating its fields: the executors report every invalid field. */
export const functionFacts = (definition: DefinitionFields): FunctionFacts => {
  const { functions, description } = definition;
  const own = isObject(functions) ? Object.values(functions).filter(isObject) : [];
  const all = [definition, ...own];
  const isInherited = own.length === 0 || own.some(({ sources }) => sources === undefined);
  const stated = all.map(({ sources }) => textsIn(sources));
  // the defaults’ folder counts only if a function uses it
  const used = isInherited ? stated : stated.slice(1);
  const hasUsual = isInherited && stated[0]?.length === 0;
  return {
    description: typeof description === 'string' ? description : undefined,
    sources: [...new Set([...(hasUsual ? ['src'] : []), ...used.flat()])],
    layers: [...new Set(all.flatMap(({ layers }) => (Array.isArray(layers) ? textsIn(layers) : [])))],
  };
};

/** Returns the texts in `"src"` or `["src", "../shared"]`. */
const textsIn = (value: unknown): readonly string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');
