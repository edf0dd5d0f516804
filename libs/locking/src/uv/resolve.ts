import type { Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import type { SourcePlaces } from '@layerkit/wheels/package-index';
import { buildEnvironment } from './build-environment.ts';
import { compile, output, type Resolution } from './compile.ts';
import { inputFor, toLines } from './input-files.ts';
import { formatPreferences, type Preference } from './pylock.ts';
import { supposedFolder, supposedWheels, type SupposedWheel } from './supposed-wheels.ts';
import { uvEnvironment } from './uv-environment.ts';

export interface ResolveRequest {
  /** The path of uv. */
  readonly uv: string;
  readonly target: Target;
  /** The value of `--python-platform`. */
  readonly platform: string;
  /** Requirements by name (PEP 508). */
  readonly requirements: readonly string[];
  readonly constraints: readonly string[];
  /** Requirements that replace all others on their packages. */
  readonly overrides?: readonly string[] | undefined;
  /** The places that the requirements source names for some packages. */
  readonly places?: SourcePlaces | undefined;
  /** Versions to keep if the requirements still allow them. */
  readonly preferences: readonly Preference[];
  /** Packages to take as source distributions, and the interpreter that runs their builds. */
  readonly builds?: { readonly names: readonly string[]; readonly python: string };
  /** Versions to resolve as if they had a wheel for the target. */
  readonly supposed?: readonly SupposedWheel[];
  /** Packages to take no pre-release of. By default, uv takes one if nothing else is left to solve with. */
  readonly onlyFinal?: readonly string[];
  /** False to resolve only the requirements themselves. */
  readonly dependencies?: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Resolves requirements for a target with uv, from wheels alone. uv runs in an empty folder, takes only the access to
 * package indexes from the host's environment, and needs no interpreter of the target.
 * @throws LayerkitError resolver/failed if the output of uv can't be read; the signal's reason if it is aborted
 */
export const resolveWithUv = async (request: ResolveRequest): Promise<Resolution> => {
  const { uv, constraints, overrides = [], preferences, builds, supposed = [], signal } = request;
  const env = builds ? buildEnvironment(request.env) : uvEnvironment(request.env);
  const input = await inputFor(request);
  const links = input.env['UV_FIND_LINKS'] ?? env['UV_FIND_LINKS'];
  const places = [links ?? [], supposed.length > 0 ? supposedFolder : []].flat();
  return compile({
    uv,
    input: {
      ...input,
      env: { ...input.env, ...(places.length > 0 ? { UV_FIND_LINKS: places.join(',') } : {}) },
    },
    files: {
      ...(overrides.length > 0 ? { [overridesFile]: toLines(overrides) } : {}),
      ...(constraints.length > 0 ? { [constraintsFile]: toLines(constraints) } : {}),
      [output]: await formatPreferences(preferences),
      ...(await supposedWheels(supposed)),
    },
    options: optionsFor(request),
    env,
    signal,
  });
};

const constraintsFile = 'constraints.in';
const overridesFile = 'overrides.in';

/**
 * Returns the options of uv. With `--python cpython`, uv does not take its tags from a PyPy on the PATH. The version
 * and the rest of the platform are the target's.
 */
const optionsFor = ({
  target,
  platform,
  constraints,
  overrides = [],
  dependencies,
  builds,
  onlyFinal = [],
}: ResolveRequest): readonly string[] => [
  ...(constraints.length > 0 ? ['--constraints', constraintsFile] : []),
  ...(overrides.length > 0 ? ['--overrides', overridesFile] : []),
  ...['--python', builds?.python ?? 'cpython'],
  ...['--python-version', runtimeFacts(target.runtime).pythonVersion],
  ...['--python-platform', platform, '--only-binary', ':all:'],
  ...(builds?.names ?? []).flatMap((name) => ['--no-binary', name]),
  ...onlyFinal.flatMap((name) => ['--prerelease-package', `${name}=disallow`]),
  ...(dependencies === false ? ['--no-deps'] : []),
];
