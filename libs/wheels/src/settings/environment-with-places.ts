import { expandVariables } from './expand-variables.ts';
import { asUrl, packagePlaces } from './package-places.ts';
import { readPipConfiguration } from './pip-configuration.ts';
import type { SourceIndex, SourcePlaces } from './source-places.ts';

/**
 * Returns the environment with the places of packages that a requirements source and pip's configuration files name, in
 * the variables of uv. The order: variables, the requirements source, the `index-url` of pip's configuration files, uv's
 * default. Additional indexes of variables come before those of the source. An index with the name of one in a variable
 * has the URL in the variable (uv, "Package indexes").
 */
export const environmentWithPlaces = async (
  env: NodeJS.ProcessEnv,
  { indexes, findLinks }: SourcePlaces,
): Promise<NodeJS.ProcessEnv> => {
  const named = packagePlaces(env);
  const known = new Set([...named.extra, named.main ?? ''].map(nameOf));
  const shared = indexes.filter(({ name, explicit }) => explicit !== true && !known.has(name ?? ''));
  const lists = shared.filter(({ flat }) => flat !== true);
  const mainOfSource = lists.find(({ main }) => main === true);
  const more = lists.filter(({ main }) => main !== true).map((index) => indexText(index, env));
  const links = shared.filter(({ flat }) => flat === true).map(({ url }) => url);
  const main = named.main ?? (await mainWithoutVariable(mainOfSource, env));
  const allLinks = [...named.findLinks, ...[...links, ...findLinks].map((url) => expandVariables(url, env))];
  return {
    ...env,
    UV_EXTRA_INDEX_URL: undefined,
    PIP_EXTRA_INDEX_URL: undefined,
    UV_INDEX: [...named.extra, ...more].join(' '),
    UV_FIND_LINKS: allLinks.join(','),
    ...(main === undefined ? {} : { UV_DEFAULT_INDEX: main }),
  };
};

const mainWithoutVariable = async (
  index: SourceIndex | undefined,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> => {
  if (index !== undefined) return indexText(index, env);
  const { indexUrl } = await readPipConfiguration(env);
  return indexUrl === undefined ? undefined : asUrl(indexUrl);
};

/** Formats an index as `name=URL`, or as a URL if it has no name. A variable with the same name gives its URL. */
export const indexText = ({ name, url }: SourceIndex, env: NodeJS.ProcessEnv): string => {
  if (name === undefined) return asUrl(expandVariables(url, env));
  const { extra, main = '' } = packagePlaces(env);
  return (
    [...extra, main].find((text) => nameOf(text) === name) ?? `${name}=${asUrl(expandVariables(url, env))}`
  );
};

const nameOf = (text: string): string | undefined => /^([A-Za-z0-9._-]+)=/.exec(text)?.[1];
