import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { logger, readJson, readProjectConfiguration, type Tree } from '@nx/devkit';
import { adoptRequirements } from '@layerkit/packaging';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import fromExisting from './from-existing.ts';
import { lockAdoptedLayer } from './lock-adopted-layer.ts';
import type { FromExistingGeneratorSchema } from './schema.d.ts';

const repository = fileURLToPath(new URL('../../../../../', import.meta.url));
const { info } = logger;
let tree: Tree;
let folder: string;
let said: string[];
beforeEach(async () => {
  tree = emptyWorkspace();
  folder = await mkdtemp(join(tmpdir(), 'layerkit-from-existing-test-'));
  said = [];
  logger.info = (line: string) => void said.push(line);
});
afterEach(async () => {
  logger.info = info;
  await rm(folder, { recursive: true });
});

const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
};

/** Returns the path of a file in the test’s folder, for an option. */
const at = (name: string): string => join(folder, name);

const zip = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const prefixed = Object.entries(files).map(([name, text]) => [`tree/${name}`, text]);
  await write(Object.fromEntries(prefixed) as Record<string, string>);
  await promisify(execFile)('zip', ['-q', '-r', '../layer.zip', '.'], { cwd: at('tree') });
  return at('layer.zip');
};

const metadata = (root: string, name: string, ...requires: readonly string[]) => ({
  [`${root}${name}/__init__.py`]: '',
  [`${root}${name}-1.0.dist-info/METADATA`]: [
    `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0`,
    ...requires.map((line) => `Requires-Dist: ${line}`),
    '',
  ].join('\n'),
  [`${root}${name}-1.0.dist-info/RECORD`]: `${name}/__init__.py,,\n`,
});

const compiled = 'idna==3.7\n    # via requests\nrequests==2.32.3 ; os_name != "nt"\n    # via -r gone.in\n';
const options = (more: Partial<FromExistingGeneratorSchema>): FromExistingGeneratorSchema => ({
  name: 'deps',
  skipPackageJson: true,
  ...more,
});

describe('a requirements file', () => {
  it('becomes a layer with its direct requirements', async () => {
    await write({ 'requirements.txt': compiled });
    await fromExisting(
      tree,
      options({ requirements: at('requirements.txt'), runtime: 'python3.12', architectures: 'arm64' }),
    );
    expect(tree.read('apps/deps/requirements.in', 'utf8')).toBe('requests ; os_name != "nt"\n');
    expect(readJson(tree, 'apps/deps/layer.json')).toEqual({
      $schema: '../../node_modules/@layerkit/layer/schemas/layer.schema.json',
      layerName: 'deps',
      runtimes: ['python3.12'],
      architectures: ['arm64'],
      requirements: 'requirements.in',
    });
    expect(tree.exists('apps/deps/project.json')).toBe(false);
    expect(readJson(tree, 'nx.json')).toMatchObject({ plugins: ['@layerkit/layer/plugin'] });
    expect(said[0]).toBe('1 of 2 packages became requirements; the lock keeps the versions of all.');
  });

  it('gets the default target, which only the first run reports', async () => {
    await write({ 'requirements.txt': 'six\n' });
    const aboutTarget = (line: string) => line.includes('Using ');
    await fromExisting(tree, options({ requirements: at('requirements.txt') }));
    const lines = [
      'requirements.txt does not state its runtime. Using python3.13; set --runtime to change it.',
      'requirements.txt does not state its architectures. Using x86_64; set --architectures to change it.',
    ];
    expect(said.filter(aboutTarget)).toEqual(lines);
    await fromExisting(tree, options({ requirements: at('requirements.txt') }));
    expect(said.filter(aboutTarget)).toEqual(lines);
  });

  it('keeps its comments, and its constraints in a separate file', async () => {
    await write({ 'a.txt': '# why\nsix # x\n', 'b.txt': '-r a.txt\n-c c.txt\n', 'c.txt': 'six<2\n' });
    await fromExisting(tree, options({ requirements: at('a.txt') }));
    await fromExisting(
      tree,
      options({ name: 'limited', requirements: at('b.txt'), directory: 'libs/limited' }),
    );
    expect(tree.read('apps/deps/requirements.in', 'utf8')).toBe('# why\nsix # x\n');
    expect(tree.read('libs/limited/requirements.in', 'utf8')).toBe('-c constraints.txt\nsix\n');
    expect(tree.read('libs/limited/constraints.txt', 'utf8')).toBe('six<2\n');
  });

  it('has its targets in project.json on request, with defaults in nx.json', async () => {
    await write({ 'requirements.txt': compiled });
    await fromExisting(tree, options({ requirements: at('requirements.txt'), explicit: true }));
    expect(Object.keys(readProjectConfiguration(tree, 'deps').targets ?? {})).toContain('lock');
    expect(readJson(tree, 'nx.json')).toHaveProperty(['targetDefaults', '@layerkit/layer:build']);
  });
});

describe('a zip', () => {
  const odd = '{"b":1,\n"a" :  2}';
  const files = {
    ...metadata('build/python/', 'alpha', 'beta'),
    ...metadata('build/python/', 'beta'),
    'build/python/shop/data.json': odd,
    'build/python/shop/__init__.py': 'X = 1\n',
    'README.txt': '',
  };

  it('becomes a layer with its direct requirements, and reports the defaults', async () => {
    await fromExisting(tree, options({ zip: await zip(files) }));
    expect(tree.read('apps/deps/requirements.in', 'utf8')).toBe('alpha\n');
    expect(readJson(tree, 'apps/deps/layer.json')).toMatchObject({ runtimes: ['python3.13'] });
    expect(readJson(tree, 'apps/deps/layer.json')).not.toHaveProperty('sources');
    expect(said).toEqual([
      'The zip does not state its runtime. Using python3.13; set --runtime to change it.',
      'The zip does not state its architectures. Using x86_64; set --architectures to change it.',
      'Left out 2 files of no package (build/python/shop/__init__.py, build/python/shop/data.json). Set --adoptSources to copy them to src.',
      'Left out 1 file that Python can’t import (README.txt).',
    ]);
  });

  it('is for the Python of its folder, unless the option names another', async () => {
    const zipPath = await zip(metadata('python/lib/python3.11/site-packages/', 'alpha'));
    await fromExisting(tree, options({ zip: zipPath }));
    expect(readJson(tree, 'apps/deps/layer.json')).toMatchObject({ runtimes: ['python3.11'] });
    expect(said).toContain('Its content is for python3.11; set --runtime to change that.');
    await fromExisting(tree, options({ name: 'other', zip: zipPath, runtime: 'python3.12,python3.13' }));
    expect(readJson(tree, 'apps/other/layer.json')).toMatchObject({ runtimes: ['python3.12', 'python3.13'] });
  });

  it('gives its own code on request, which no formatter changes', async () => {
    await fromExisting(tree, options({ zip: await zip(files), adoptSources: true }));
    expect(readJson(tree, 'apps/deps/layer.json')).toMatchObject({ sources: 'src' });
    const sources = Object.entries(filesOf(tree)).filter(([path]) => path.startsWith('apps/deps/src/'));
    expect(Object.fromEntries(sources)).toEqual({
      'apps/deps/src/shop/__init__.py': 'X = 1\n',
      'apps/deps/src/shop/data.json': odd,
    });
  });

  it('does not overwrite another file with own code', async () => {
    tree.write('apps/deps/src/shop/__init__.py', 'MINE = 1\n');
    const before = filesOf(tree);
    const adopted = fromExisting(tree, options({ zip: await zip(files), adoptSources: true }));
    await expect(adopted).rejects.toThrow(
      /^workspace\/conflict: files in apps\/deps [^]*- apps\/deps\/src\/shop\/__init__\.py/,
    );
    expect(filesOf(tree)).toEqual(before);
  });

  it('with only own code becomes a layer without requirements', async () => {
    await fromExisting(tree, options({ zip: await zip({ 'python/shop.py': '' }), adoptSources: true }));
    expect(readJson(tree, 'apps/deps/layer.json')).not.toHaveProperty('requirements');
    expect(tree.exists('apps/deps/src/shop.py')).toBe(true);
  });
});

describe('a second run', () => {
  it('changes nothing, also after the project was edited and locked', async () => {
    const wanted = options({ zip: await zip(metadata('python/', 'alpha')), runtime: 'python3.12' });
    await fromExisting(tree, wanted);
    tree.write('apps/deps/requirements.in', '# mine\nalpha # x\n');
    tree.write('apps/deps/lock/python3.12-x86_64.txt', '');
    const before = filesOf(tree);
    await fromExisting(tree, wanted);
    expect(filesOf(tree)).toEqual(before);
    expect(said.at(-1)).toContain('Nothing to do');
  });

  it('with another origin fails and changes nothing', async () => {
    await fromExisting(tree, options({ zip: await zip(metadata('python/', 'alpha')) }));
    await write({ 'requirements.txt': 'six\n' });
    const before = filesOf(tree);
    const other = fromExisting(tree, options({ requirements: at('requirements.txt') }));
    await expect(other).rejects.toThrow(/^workspace\/conflict: .*\n.*requirements: is alpha, not six/);
    expect(filesOf(tree)).toEqual(before);
  });
});

describe('before anything is written, an error reports', () => {
  const cases: readonly (readonly [string, Partial<FromExistingGeneratorSchema>, RegExp])[] = [
    ['no origin', {}, /^adopt\/misused: no requirements file, zip or layer version/],
    ['two origins', { zip: 'empty.zip', layer: 'arn' }, /^adopt\/misused: --zip and --layer can’t be used/],
    [
      'own code of a requirements file',
      { requirements: 'bad.txt', adoptSources: true },
      /^adopt\/misused: .*no own code/,
    ],
    [
      'a uv.lock',
      { requirements: 'uv.lock' },
      /^adopt\/misused: .*\n.*:layer NAME --requirements=.*uv\.lock/,
    ],
    [
      'a poetry.lock',
      { requirements: 'poetry.lock' },
      /^adopt\/misused: .*\n.*:layer NAME --requirements=.*poetry\.lock/,
    ],
    [
      'an environment of conda',
      { requirements: 'environment.yml' },
      /^requirements\/invalid: .*an environment of conda.*\n.*pip list --format=freeze/,
    ],
    [
      'a lock without its name',
      { requirements: 'copy.txt' },
      /^requirements\/invalid: .*\n {2}- copy\.txt: it is TOML, not a requirements file\n {2}hint:.*$/,
    ],
    [
      'an invalid ARN',
      { layer: 'deps:7' },
      /^layer-version\/invalid-arn: invalid layer version ARN “deps:7”/,
    ],
    ['a missing zip', { zip: 'gone.zip' }, /^inspect\/unreadable: .*gone\.zip/],
    ['a missing requirements file', { requirements: 'gone.txt' }, /^requirements\/missing: .*gone\.txt/],
    ['unsupported requirements', { requirements: 'bad.txt' }, /^requirements\/invalid: [^]*- bad\.txt:1: /],
    [
      'a zip without metadata',
      { zip: 'layer.zip' },
      /^adopt\/nothing-found: .*\.dist-info[^]*--adoptSources/,
    ],
    ['a taken name', { name: 'web', zip: 'layer.zip' }, /^workspace\/name-taken: /],
    ['a name that Nx rejects', { name: 'a:b', zip: 'layer.zip' }, /^workspace\/invalid-name: /],
    ['an unknown runtime', { zip: 'layer.zip', runtime: 'python2.7' }, /^platform\/unknown-runtime: /],
  ];

  it.each(cases)('%s', async (_, more, message) => {
    await zip({ 'python/shop.py': '' });
    await write({ 'bad.txt': '-e .\n', 'copy.txt': `# by hand\n[[package]]\n${'name = 1\n'.repeat(500)}` });
    tree.write('apps/web/project.json', JSON.stringify({ name: 'web' }));
    const before = filesOf(tree);
    const placed = Object.entries(more).map(([name, value]) => [
      name,
      name === 'zip' || name === 'requirements' ? at(String(value)) : value,
    ]);
    await expect(fromExisting(tree, options(Object.fromEntries(placed)))).rejects.toThrow(message);
    expect(filesOf(tree)).toEqual(before);
  });
});

describe('the lock of an adopted layer', () => {
  /** Real uv, the real PyPI. */
  const lock = async (adopted: string): Promise<readonly string[]> => {
    // so that uv is found as in this repository
    await symlink(join(repository, '.layerkit'), at('.layerkit')).catch(() => undefined);
    await write({ 'requirements.txt': adopted });
    const adoption = await adoptRequirements(at('requirements.txt'));
    const definition = { layerName: 'deps', runtimes: ['python3.12'], requirements: 'requirements.in' };
    await write({
      'apps/deps/layer.json': JSON.stringify(definition),
      'apps/deps/requirements.in': adoption.requirements.join('\n') + '\n',
    });
    const lines: string[] = [];
    await lockAdoptedLayer({ workspaceRoot: folder, root: 'apps/deps', adoption }, (line) =>
      lines.push(line),
    );
    return lines;
  };

  it('has the same versions, reports changes, and stays on a second run', async () => {
    const file = 'jinja2==3.1.4\n    # via -r gone.in\nmarkupsafe==2.1.5\n    # via jinja2\n';
    expect(await lock(file)).toEqual([
      'python3.12/x86_64: 2 packages locked, in the same versions as before',
    ]);
    const locked = await readFile(at('apps/deps/lock/python3.12-x86_64.txt'), 'utf8');
    expect(locked).toMatch(/^jinja2==3\.1\.4 .*\nmarkupsafe==2\.1\.5 /m);

    expect(await lock(`${file}six==1.16.0\n    # via jinja2\n`)).toEqual([
      'python3.12/x86_64: 2 packages locked; changes:',
      '  - six 1.16.0',
    ]);
    expect(await readFile(at('apps/deps/lock/python3.12-x86_64.txt'), 'utf8')).toBe(locked);
  });
});
