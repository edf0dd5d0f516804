import type { Finding } from '@layerkit/artifact/finding';
import { temporaryFolders } from '@layerkit/testing-files';
import { auditFiles, installed, type AuditOptions } from '../../../test/open-audit.ts';
import { auditMetadata } from './audit-metadata.ts';

const scratch = temporaryFolders();

const audit = async (
  files: Readonly<Record<string, string>>,
  options?: AuditOptions,
): Promise<readonly Finding[]> => auditMetadata(await auditFiles(await scratch(), files, options));

/** Returns what most tests check: severity, code, package, message. */
const inShort = (findings: readonly Finding[]) =>
  findings.map((found) => [found.severity, found.code, found.package, found.message]);

const package_ = (name: string) => ({ [`${name}/__init__.py`]: '' });

it('a layer of own code has no metadata and needs none', async () => {
  expect(
    await audit({ 'python/own/__init__.py': '', 'python/own/version.py': '', 'python/tool.py': '' }),
  ).toEqual([]);
});

it('a layer without any .dist-info has one finding, which names the modules whose import fails', async () => {
  const names = ['numpy', 'strands', 'mcp', 'yaml'];
  const findings = await audit(
    {
      ...Object.fromEntries(names.map((name) => [`build/python/${name}/__init__.py`, ''])),
      'build/python/numpy/core.cpython-312-darwin.so': 'x',
      'build/python/mcp/version.py': 'from importlib.metadata import version\n__version__ = version("mcp")\n',
      'build/python/six.py': '',
    },
    { roots: ['build/python/'] },
  );
  expect(inShort(findings)).toEqual([
    [
      'error',
      'metadata/missing',
      undefined,
      '5 packages without .dist-info: mcp, numpy, six and 2 more; importing mcp.version fails without it',
    ],
  ]);
  expect(findings[0]?.path).toBe('build/python/');
});

it('a package without its .dist-info has one finding, which names the package that requires it', async () => {
  const findings = await audit({
    ...installed({
      name: 'asker',
      metadata: ['Requires-Dist: python-dateutil>=2', 'Requires-Dist: PyYAML'],
      files: package_('asker'),
    }),
    'python/yaml/__init__.py': '',
    'python/own.py': '',
  });
  expect(inShort(findings)).toEqual([
    [
      'error',
      'metadata/missing',
      'pyyaml',
      expect.stringContaining(
        'yaml is in the layer without its .dist-info, so its version is unknown; asker (PyYAML) requires pyyaml',
      ),
    ],
    ['note', 'metadata/missing', undefined, 'no distribution claims own'],
    [
      'note',
      'metadata/requirement-missing',
      'python-dateutil',
      expect.stringContaining('asker 1.0 (python-dateutil>=2); the runtime’s copy is used'),
    ],
  ]);
});

it('without a RECORD, names link modules to distributions', async () => {
  const bare = (name: string) => ({ [`python/${name}-1.dist-info/METADATA`]: `Name: ${name}\nVersion: 1\n` });
  const findings = await audit({
    ...bare('alpha_kit'),
    ...bare('beta'),
    'python/beta-1.dist-info/top_level.txt': 'gamma\n',
    'python/alpha_kit/__init__.py': '',
    'python/gamma.py': '',
  });
  expect(inShort(findings)).toEqual([
    [
      'note',
      'metadata/incomplete',
      undefined,
      '2 distributions have no RECORD, so it is unknown whether their files are complete: alpha-kit, beta',
    ],
  ]);
});

it('metadata without METADATA, or without a name, is incomplete', async () => {
  const record = (name: string) => ({
    [`python/${name}-1.dist-info/RECORD`]: `${name}.py,,\n`,
    [`python/${name}.py`]: '',
  });
  const findings = await audit({
    ...record('bare'),
    ...record('nameless'),
    'python/nameless-1.dist-info/METADATA': 'Version: 1\n',
  });
  expect(inShort(findings)).toEqual([
    ['error', 'metadata/incomplete', 'bare', 'python/bare-1.dist-info/ has no readable METADATA'],
    ['error', 'metadata/incomplete', 'nameless', 'METADATA in python/nameless-1.dist-info/ has no Name'],
  ]);
});

it('files that RECORD lists and the zip lacks are an error, a note or nothing, depending on their use', async () => {
  const findings = await audit(
    {
      ...installed({
        name: 'broken',
        files: package_('broken'),
        lost: ['broken/core.py', 'broken/tests/test_a.py'],
      }),
      ...installed({
        name: 'plugin',
        files: package_('plugin'),
        lost: ['plugin-1.0.dist-info/entry_points.txt'],
      }),
      ...installed({
        name: 'tidy',
        files: package_('tidy'),
        lost: ['tidy/tests/__init__.py', 'tidy/a.pyi', 'tidy/conftest.py'],
      }),
      ...installed({
        name: 'pruned',
        files: package_('pruned'),
        lost: ['pruned/cli.py', 'pruned/__pycache__/a.cpython-312.pyc'],
      }),
    },
    { dropped: ['python/pruned/cli.py'] },
  );
  expect(inShort(findings)).toEqual([
    [
      'error',
      'metadata/files-missing',
      'broken',
      '2 of 5 files of broken 1.0 are not in the zip: python/broken/core.py',
    ],
    [
      'error',
      'metadata/files-missing',
      'plugin',
      'a file of plugin 1.0 is not in the zip: python/plugin-1.0.dist-info/entry_points.txt',
    ],
    ['note', 'metadata/files-missing', 'tidy', expect.stringContaining('3 of 6 files')],
  ]);
});

it('the severity of entry points without a module depends on what loads their group', async () => {
  const findings = await audit(
    installed({
      name: 'points',
      files: {
        'points/ok.py': '',
        'points/fast.cpython-312-x86_64-linux-gnu.so': '',
        'points/data/x.pc': '',
      },
      entryPoints: [
        '[console_scripts]\ngone = points.cli:main\nhere = points.ok:main',
        '[pytest11]\np = points.pytest',
        '[plugins]\na = points.fast:A\nb = points.data\nc = json.decoder:C\nd = boto3.session:S\ne = points.lost:E\nf = other:F',
        '[extras]\ng = points.extra:G [more]',
        '[fsspec.specs]\nh = points.FileSystem\ni = nowhere.FileSystem',
        '[opentelemetry_context]\ncontextvars_context = points.context:C',
      ].join('\n'),
    }),
  );
  expect(inShort(findings)).toEqual([
    [
      'note',
      'metadata/entry-point-broken',
      'points',
      expect.stringContaining('console_scripts whose module is not in the layer: gone = points.cli'),
    ],
    ['note', 'metadata/entry-point-broken', 'points', expect.stringContaining('pytest11')],
    [
      'warning',
      'metadata/entry-point-broken',
      'points',
      expect.stringMatching(/plugins .*: e = points\.lost, f = other$/),
    ],
    ['note', 'metadata/entry-point-broken', 'points', expect.stringContaining('extras')],
    ['warning', 'metadata/entry-point-broken', 'points', expect.stringMatching(/: i = nowhere\.FileSystem$/)],
    [
      'error',
      'metadata/entry-point-broken',
      'points',
      expect.stringContaining('contextvars_context = points.context'),
    ],
  ]);
});

const asking = (other: string) => `from importlib.metadata import version\nV = version("${other}")\n`;

it('a package that looks up the lost metadata of another package has an error', async () => {
  const files = {
    ...installed({
      name: 'asker',
      files: { 'asker/__init__.py': '', 'asker/about.py': asking('Python-Other') },
    }),
    'python/other/__init__.py': '',
    'python/own.py': '',
  };
  const note = ['note', 'metadata/missing', undefined, 'no distribution claims other, own'];
  expect(inShort(await audit(files))).toEqual([
    [
      'error',
      'metadata/lookup-lost',
      'python-other',
      'asker.about looks up the version of Python-Other when it is imported, but the layer has no .dist-info with it',
    ],
    note,
  ]);
  expect(inShort(await audit({ ...files, ...installed({ name: 'python-other' }) }))).toEqual([note]);
});

it.each([
  ['that is not in the layer', asking('absent')],
  ['that the runtime ships', asking('boto3')],
  [
    'only under a condition',
    `import sys, importlib.metadata\nif sys.argv:\n    ${asking('other').split('\n')[1]}`,
  ],
  [
    'and catches the error',
    `from importlib.metadata import version\ntry:\n    V = version("other")\nexcept Exception:\n    V = ""\n`,
  ],
])('a package has no finding for looking up a distribution %s', async (_, source) => {
  const findings = await audit({
    ...installed({ name: 'asker', files: { 'asker/__init__.py': source } }),
    'python/other/__init__.py': '',
    'python/boto3/__init__.py': '',
  });
  expect(findings.filter(({ code }) => code === 'metadata/lookup-lost')).toEqual([]);
});

it('a lookup of a required distribution adds no second finding', async () => {
  const findings = await audit({
    ...installed({
      name: 'asker',
      metadata: ['Requires-Dist: other'],
      files: { 'asker.py': asking('other') },
    }),
    'python/other/__init__.py': '',
  });
  expect(findings.map(({ code, package: name }) => [code, name])).toEqual([['metadata/missing', 'other']]);
});

it('a part of a namespace without its .dist-info has one finding', async () => {
  const lost =
    'from importlib.metadata import entry_points\nC = next(iter(entry_points(group="tele_context")))\n';
  const sdk = installed({
    name: 'tele-sdk',
    metadata: ['Requires-Dist: tele-api==1.0'],
    files: { 'tele/sdk/__init__.py': '' },
  });
  const asking = await audit({ ...sdk, 'python/tele/context/__init__.py': lost });
  expect(inShort(asking)).toEqual([
    [
      'error',
      'metadata/lookup-lost',
      undefined,
      expect.stringMatching(
        /^tele\.context looks up an entry point of the group tele_context when it is imported/,
      ),
    ],
  ]);
  const silent = await audit({ ...sdk, 'python/tele/context/__init__.py': '' });
  expect(inShort(silent)).toEqual([
    [
      'error',
      'metadata/missing',
      'tele-api',
      expect.stringContaining('tele-sdk (tele-api==1.0) requires tele-api'),
    ],
  ]);
});
