import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTarget, type Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { parseWheelFileName, uvPlatform } from '@layerkit/platform-resolution/tags';
import { execa } from 'execa';
import { temporaryFolders } from '@layerkit/testing-files';
import { testEnvironment } from '@layerkit/testing-packages';
import { pipChoice } from '../test/pip-choice.ts';
import { defaultIndex } from './uv/default-index.ts';
import { findUv } from './uv/find-uv.ts';
import { chooseWheels } from './choose-wheels.ts';
import { resolveFitting } from './fitting/resolve-fitting.ts';

/** The oracles: the real pip, and the real uv if it has a platform for exactly the target, with the real PyPI. */
const env = testEnvironment();
const uv = await findUv(import.meta.dirname, env);
const scratch = temporaryFolders();

/** pip is slow on pages with thousands of files, and other tests may run at the same time. */
const timeLimit = 180_000;

/**
 * Packages with their own ABI, with abi3, with several wheels by glibc, with pure wheels, and with only pre-releases. The
 * versions are limited, because someone may upload another between the two runs.
 */
const requirements = [
  ...['aiohttp<=3.14.5', 'aws-lambda-powertools<=3.37.0', 'bcrypt<=5.0.0', 'boto3<=1.44.5', 'brotli<=1.2.1'],
  ...['cffi<=2.1.1', 'charset-normalizer<=3.5.2', 'contourpy<=1.4.0', 'cryptography<=50.0.2'],
  ...['duckdb<=2.0.1', 'grpcio<=1.85.3', 'h5py<=3.16.0', 'httptools<=0.9.0', 'jiter<=0.19.0'],
  ...['lxml<=6.1.3', 'markupsafe<=3.0.4', 'matplotlib<=3.11.2', 'msgpack<=1.2.4', 'numpy<=2.5.5'],
  ...['onnxruntime<=1.32.0', 'opencv-python-headless<=5.0.0.93', 'opentelemetry-instrumentation<=0.66b2'],
  ...['orjson<=3.13.0', 'pandas<=3.1.1', 'pillow<=13.0.0', 'playwright<=1.65.2', 'polars<=2.1.0'],
  ...['protobuf<=7.36.2', 'psycopg2-binary<=2.9.13', 'pyarrow<=26.0.1', 'pydantic-core<=2.50.5'],
  ...['pynacl<=1.6.2', 'pyproj<=3.8.0', 'pyyaml<=6.0.3', 'regex<=2026.11.15', 'rpds-py<=2026.9.1'],
  ...['safetensors<=0.8.0', 'scikit-learn<=1.9.1', 'scipy<=1.18.1', 'shapely<=2.2.0', 'six<=1.17.0'],
  ...['sqlalchemy<=2.1.9', 'tiktoken<=0.14.0', 'tokenizers<=0.23.3', 'uvloop<=0.23.0', 'wrapt<=2.5.2'],
  ...['xgboost<=3.4.1'],
];

/** Each package is chosen on its own, without its dependencies. */
const ours = async (target: Target): Promise<readonly string[]> => {
  const resolution = await resolveFitting({
    ...{ uv, target, env, requirements, constraints: [], preferences: [], dependencies: false },
  });
  if ('refusal' in resolution) throw new Error(resolution.refusal.words.join('\n'));
  const wheels = resolution.packages.flatMap((resolved) => resolved.wheels);
  return chooseWheels(target, resolution.packages, new Set()).map(
    (locked) => wheels.find(({ sha256 }) => sha256 === locked.sha256)?.fileName ?? '',
  );
};

/** uv names the selected file only in its debug output. */
const uvChoice = async (target: Target): Promise<readonly string[]> => {
  const file = join(await scratch(), 'requirements.in');
  await writeFile(file, requirements.join('\n'));
  const { stderr } = await execa(
    uv,
    [
      ...['pip', 'compile', file, '--verbose', '--no-deps', '--only-binary', ':all:'],
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

it.each(asked)(
  'pip chooses the same files for %s',
  async (name) => {
    const target = parseTarget(name);
    const chosen = byPackage(await ours(target));
    expect(Object.keys(chosen)).toHaveLength(requirements.length);
    expect(chosen).toEqual(byPackage(await pipChoice(target, requirements, await defaultIndex(uv, env))));
  },
  timeLimit,
);

it.each(asked.slice(1))(
  'uv chooses the same files for %s',
  async (name) => {
    const target = parseTarget(name);
    expect(byPackage(await uvChoice(target))).toEqual(byPackage(await ours(target)));
  },
  timeLimit,
);
