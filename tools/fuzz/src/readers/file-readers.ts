import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFunctionDefinition, parseLayerDefinition } from '@layerkit/artifact/definition';
import { layerManifestSchema } from '@layerkit/artifact/manifest';
import { readJsonFile } from '@layerkit/artifact/results';
import { readPyproject } from '../../../../libs/locking/src/requirements/read-pyproject.ts';
import { readUvLock } from '../../../../libs/locking/src/requirements/read-uv-lock.ts';
import { parsePylock } from '../../../../libs/locking/src/uv/pylock.ts';
import type { Reader } from './reader.ts';
import { times } from './times.ts';

const pyproject = `[project]
name = "a"
requires-python = ">=3.10"
dependencies = ["six>=1.16", "a[b]"]
optional-dependencies = { b = ["boto3 ; sys_platform == 'linux'", "a[c] ; os_name == 'nt'"], c = ["a[b] ; os_name != 'nt'"] }
[dependency-groups]
dev = ["pytest", { include-group = "lint" }]
lint = ["ruff"]
[tool.uv]
constraint-dependencies = ["urllib3<3"]
`;

const uvLock = `version = 1
requires-python = ">=3.12"
[[package]]
name = "a"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "six", marker = "sys_platform == 'linux'" }]
[[package]]
name = "six"
version = "1.17.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://host/six-1.17.0-py2.py3-none-any.whl", hash = "sha256:${'0'.repeat(64)}", size = 1 }]
`;

const pylock = `lock-version = "1.0"
[[packages]]
name = "six"
version = "1.17.0"
wheels = [{ url = "https://host/six-1.17.0-py2.py3-none-any.whl", hashes = { sha256 = "${'0'.repeat(64)}" } }]
`;

const layerJson = `{
  "$schema": "x", "layerName": "a", "requirements": "requirements.in", "runtimes": ["python3.12"], "architectures": ["arm64"],
  "prune": { "rules": ["tests"], "exclude": ["python/**/*.md"] }, "audit": { "ignore": [{ "code": "size/budget", "reason": "y" }] }
}`;

const functionJson =
  '{ "functionName": "a", "runtime": "python3.12", "architecture": "arm64", "handler": "app.handle", "layers": ["a"] }';

const sizes = { bytes: 9, unpackedBytes: 9, entries: 1 };
const file = { path: 'python/a.py', package: 'a', zippedBytes: 1, unpackedBytes: 1 };
const manifest = JSON.stringify({
  schema: 'layerkit/layer-manifest/1',
  layerName: 'a',
  target: { runtime: 'python3.12', architecture: 'arm64' },
  zip: { file: 'layer.zip', sha256: '0'.repeat(64), ...sizes },
  beforePruning: sizes,
  packages: [
    {
      name: 'a',
      version: '1',
      wheel: 'a-1-py3-none-any.whl',
      sha256: '0'.repeat(64),
      zippedBytes: 1,
      unpackedBytes: 1,
    },
  ],
  pruned: [{ rule: 'tests', files: [file] }],
  notInstalled: [file],
  warnings: [],
});

const tomlShapes = [
  times('['),
  times('[a.'),
  times('a.'),
  times('"'),
  times('a = "\\u'),
  (length: number) => `a = ${times('[')(length)}`,
  (length: number) => `a = """${times('\\\n ')(length)}`,
  (length: number) => `a = ${times('1_')(length)}`,
];

const jsonShapes = [
  times('['),
  times('{"a":'),
  times('"\\'),
  times(' '),
  (length: number) => `{"${times('fun')(length)}": 1}`,
  (length: number) =>
    `{"requirements": "${times('requirements')(length)}", "layers": ["${times('a')(length)}"]}`,
  (length: number) => `{${Array.from({ length: length / 12 }, (_, at) => `"layer${at}":1`).join()}}`,
];

/** Returns the readers of files. Those that take a path read the inputs in a folder. */
export const fileReaders = (folder: string): readonly Reader[] => {
  const inFile = (name: string, read: (file: string) => unknown) => async (input: Buffer) => {
    await writeFile(join(folder, name), input);
    return read(name);
  };
  const failures = { missing: { code: 'artifact/missing', hint: '' }, invalid: 'artifact/invalid' } as const;
  return [
    {
      name: 'pyproject.toml',
      corpus: [pyproject],
      read: inFile('pyproject.toml', (file) =>
        readPyproject(folder, { file, extras: ['b'], groups: ['dev'] }),
      ),
      worst: tomlShapes,
    },
    { name: 'uv.lock', corpus: [uvLock], read: inFile('uv.lock', (file) => readUvLock(folder, { file })) },
    {
      name: 'pylock.toml',
      corpus: [pylock],
      read: (input) => parsePylock(input.toString()),
      documented: ['TomlError', 'ZodError'],
    },
    {
      name: 'layer.json',
      corpus: [layerJson],
      read: (input) => parseLayerDefinition(input.toString(), 'layer.json'),
      worst: jsonShapes,
    },
    {
      name: 'function.json',
      corpus: [functionJson],
      read: (input) => parseFunctionDefinition(input.toString(), 'function.json'),
      worst: jsonShapes,
    },
    {
      name: 'manifest.json',
      corpus: [manifest],
      read: inFile('manifest.json', (file) =>
        readJsonFile(join(folder, file), layerManifestSchema, failures),
      ),
    },
  ];
};
