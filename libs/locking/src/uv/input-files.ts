import {
  environmentWithPlaces,
  indexText,
  noPlaces,
  type AssignedIndex,
  type SourcePlaces,
} from '@layerkit/wheels/package-index';

export interface InputRequest {
  readonly requirements: readonly string[];
  readonly places?: SourcePlaces | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** The file that uv reads requirements from, and variables that it needs in addition. */
export interface Input {
  readonly path: string;
  readonly content: string;
  readonly env: NodeJS.ProcessEnv;
}

export const toLines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/**
 * Returns the requirements as a requirements file, or as a pyproject.toml if some of them come from indexes of their own:
 * uv takes these only from there (uv, "Pinning a package to an index"). If the requirements source lists the digests of
 * all files, uv searches every index instead, because it pins only direct requirements to an index.
 */
export const inputFor = async ({ requirements, places = noPlaces, env }: InputRequest): Promise<Input> => {
  const assigned = [...places.packages].flatMap(([name, place]) =>
    'indexes' in place ? place.indexes.map((index) => ({ name, index })) : [],
  );
  const plain = { path: 'requirements.in', content: toLines(requirements), env: {} };
  if (assigned.length === 0) return plain;
  const indexes = new Map(assigned.map(({ index }) => [index.name ?? index.url, index]));
  if (places.isSearchedWhole === true)
    return { ...plain, env: await searchingAll([...indexes.values()], env) };
  const content = {
    project: { name: 'layerkit-requirements', version: '0', dependencies: requirements },
    tool: {
      uv: {
        index: [...indexes.values()].map((index) => indexTable(index, env)),
        sources: Object.fromEntries(
          [...places.packages.keys()].flatMap((name) => {
            const own = assigned.filter((one) => one.name === name).map(({ index }) => sourceOf(index));
            return own.length === 0 ? [] : [[name, own]];
          }),
        ),
      },
    },
  };
  const { stringify } = await import('smol-toml');
  return { path: 'pyproject.toml', content: stringify(content), env: {} };
};

const searchingAll = async (indexes: readonly AssignedIndex[], env: NodeJS.ProcessEnv) => {
  const more = indexes.map((index) => ({ ...index, explicit: false }));
  const { UV_INDEX, UV_FIND_LINKS } = await environmentWithPlaces(env, { ...noPlaces, indexes: more });
  return { UV_INDEX, ...(UV_FIND_LINKS ? { UV_FIND_LINKS } : {}), UV_INDEX_STRATEGY: 'unsafe-best-match' };
};

const indexTable = (index: AssignedIndex, env: NodeJS.ProcessEnv) => {
  const [, name = '', url = ''] = /^([^=]*)=(.*)$/.exec(indexText(index, env)) ?? [];
  return { name, url, explicit: true, format: index.flat === true ? 'flat' : 'simple' };
};

const sourceOf = ({ name, marker }: AssignedIndex) => ({
  index: name ?? '',
  ...(marker === undefined ? {} : { marker }),
});
