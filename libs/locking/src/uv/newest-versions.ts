import type { Target } from '@layerkit/platform-resolution';
import type { SourcePlaces } from '@layerkit/wheels/package-index';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { compile } from './compile.ts';
import { inputFor } from './input-files.ts';
import { uvEnvironment } from './uv-environment.ts';

export interface NewestRequest {
  /** The path of uv. */
  readonly uv: string;
  readonly target: Target;
  /** The versions to choose from, by package: `>=1.0,<2`, or empty for any. */
  readonly specifiers: ReadonlyMap<string, string>;
  readonly env: NodeJS.ProcessEnv;
  /** The places that the requirements source names for some packages. */
  readonly places?: SourcePlaces | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Returns the newest version of each package that the target's Python can use, whichever files it has: a source
 * distribution, or wheels for any platform. uv decides about pre-releases, yanked versions and requires-python, and
 * takes the pages of the index from its cache. It reads no metadata, and so builds nothing, because a configuration file
 * gives it metadata for every package. Undefined if uv refuses.
 * @throws LayerkitError resolver/failed if the output of uv can't be read; the signal's reason if it is aborted
 */
export const newestVersions = async ({
  uv,
  target,
  specifiers,
  env,
  places,
  signal,
}: NewestRequest): Promise<ReadonlyMap<string, string> | undefined> => {
  const names = [...specifiers.keys()];
  const { stringify } = await import('smol-toml');
  const metadata = names.map((name) => ({ name, 'requires-dist': [] }));
  const resolution = await compile({
    uv,
    input: await inputFor({
      requirements: [...specifiers].map(([name, versions]) => `${name}${versions}`),
      places,
      env,
    }),
    files: {
      [configuration]: stringify({ 'dependency-metadata': metadata }),
    },
    options: [
      ...['--config-file', configuration, '--no-deps', '--universal', '--fork-strategy', 'fewest'],
      ...['--python', 'cpython', '--python-version', runtimeFacts(target.runtime).pythonVersion],
    ],
    env: uvEnvironment(env),
    signal,
  });
  if ('refusal' in resolution) return undefined;
  return new Map(resolution.packages.map(({ name, version }) => [name, version]));
};

const configuration = 'uv.toml';
