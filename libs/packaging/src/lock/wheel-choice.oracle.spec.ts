import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  parseTarget,
  parseWheelFileName,
  runtimeFacts,
  uvPlatform,
  type Target,
} from '@layerkit/platform-resolution';
import { execa } from 'execa';
import { pipChoice } from '../../test/pip-choice.ts';
import { scratchFolders } from '../../test/scratch.ts';
import { testEnvironment } from '../../test/test-environment.ts';
import { defaultIndex } from '../uv/default-index.ts';
import { findUv } from '../uv/find-uv.ts';
import { chooseWheels } from './choose-wheels.ts';
import { resolveFitting } from './fitting/resolve-fitting.ts';

/** The oracles: the real pip, and the real uv where it has a platform of the target’s own; the real PyPI. */
const env = testEnvironment();
const uv = await findUv(import.meta.dirname, env);
const scratch = scratchFolders();

/** pip takes its time over pages with thousands of files, and other tests may run beside it. */
const timeLimit = 180_000;

/** Each in its newest version: own ABIs and abi3, several wheels by glibc, pure ones, pre-releases only. */
const names = [
  ...[
    'aiohttp',
    'aws-lambda-powertools',
    'bcrypt',
    'boto3',
    'brotli',
    'cffi',
    'charset-normalizer',
    'contourpy',
  ],
  ...['cryptography', 'duckdb', 'grpcio', 'h5py', 'httptools', 'jiter', 'lxml', 'markupsafe'],
  ...[
    'matplotlib',
    'msgpack',
    'numpy',
    'onnxruntime',
    'opencv-python-headless',
    'opentelemetry-instrumentation',
  ],
  ...['orjson', 'pandas', 'pillow', 'playwright', 'polars', 'protobuf', 'psycopg2-binary', 'pyarrow'],
  ...[
    'pydantic-core',
    'pynacl',
    'pyproj',
    'pyyaml',
    'regex',
    'rpds-py',
    'safetensors',
    'scikit-learn',
    'scipy',
  ],
  ...['shapely', 'six', 'sqlalchemy', 'tiktoken', 'tokenizers', 'uvloop', 'wrapt', 'xgboost'],
];

/** Each package is chosen for itself, without what it depends on. */
const ours = async (target: Target): Promise<readonly string[]> => {
  const resolution = await resolveFitting({
    ...{ uv, target, env, requirements: names, constraints: [], preferences: [], dependencies: false },
  });
  if ('refusal' in resolution) throw new Error(resolution.refusal.words.join('\n'));
  const wheels = resolution.packages.flatMap((resolved) => resolved.wheels);
  return chooseWheels(target, resolution.packages, new Set()).map(
    (locked) => wheels.find(({ sha256 }) => sha256 === locked.sha256)?.fileName ?? '',
  );
};

/** uv names the file that it selects only in what it says of itself. */
const uvChoice = async (target: Target): Promise<readonly string[]> => {
  const requirements = join(await scratch(), 'requirements.in');
  await writeFile(requirements, names.join('\n'));
  const { stderr } = await execa(
    uv,
    [
      ...['pip', 'compile', requirements, '--verbose', '--no-deps', '--only-binary', ':all:'],
      ...['--python', 'cpython', '--python-version', runtimeFacts(target.runtime).pythonVersion],
      ...['--python-platform', uvPlatform(target), '--color', 'never'],
    ],
    { env: { ...env, UV_PYTHON_DOWNLOADS: 'never', UV_NO_CONFIG: '1' }, extendEnv: false },
  );
  return [...stderr.matchAll(/Selecting: .* \((\S+\.whl)\)$/gm)].map(([, fileName = '']) => fileName);
};

const byPackage = (fileNames: readonly string[]): Record<string, string> =>
  Object.fromEntries(fileNames.map((name) => [parseWheelFileName(name).distribution, name]));

const asked = ['python3.11/x86_64', 'python3.12/x86_64', 'python3.12/arm64', 'python3.13/arm64'];

test.each(asked)(
  'for %s pip takes the very same files',
  async (name) => {
    const target = parseTarget(name);
    const chosen = byPackage(await ours(target));
    expect(Object.keys(chosen)).toHaveLength(names.length);
    expect(chosen).toEqual(byPackage(await pipChoice(target, names, await defaultIndex(uv, env))));
  },
  timeLimit,
);

test.each(asked.slice(1))(
  'for %s uv takes the very same files',
  async (name) => {
    const target = parseTarget(name);
    expect(byPackage(await uvChoice(target))).toEqual(byPackage(await ours(target)));
  },
  timeLimit,
);
