import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RawEntry, rawZip, temporaryFolders, writeTree } from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { installedTree } from '@layerkit/testing-packages';
import { auditFiles, auditFolder, auditZip, briefly } from '../../../test/audited-zip.ts';

const scratch = temporaryFolders();
const layer = installedTree('python/');

const audit = async (files: Readonly<Record<string, string>>) => {
  const { findings } = await auditFiles(await scratch(), { ...layer, ...files });
  return { found: briefly(findings), findings };
};

/** Writes the layer to disk, so that a test can change it before zipping. */
const layerFolder = async () => writeTree(await mkdtemp(join(await scratch(), 'layer-')), layer);

const rawLayer = async (...entries: RawEntry[]) => {
  const path = join(await scratch(), 'raw.zip');
  await writeFile(
    path,
    rawZip([...Object.entries(layer).map(([name, content]) => ({ name, content })), ...entries]),
  );
  return briefly((await auditZip(path)).findings);
};

const key = () => execFileSync('openssl', ['genpkey', '-algorithm', 'ED25519'], { encoding: 'utf8' });

describe('modes', () => {
  it('files that others can’t read have one error', async () => {
    const path = join(await scratch(), 'made.zip');
    await python(
      `import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    for i in range(200): z.writestr(f"python/alpha/m{i}.py", "")
print(json.dumps(None))`,
      path,
    );
    const { findings } = await auditZip(path);
    const modes = findings.filter(({ code }) => code === 'security/mode');
    expect(briefly(modes)).toEqual(['error security/mode python/alpha/']);
    expect(modes[0]?.message).toMatch(
      /^each of 200 files \(python\/alpha\/m0\.py, .*can’t be read by the user/,
    );
  });

  it('directories that others can’t enter are an error', async () => {
    const folder = await layerFolder();
    await chmod(join(folder, 'python/alpha'), 0o700);
    expect(briefly((await auditFolder(folder)).findings)).toEqual(['error security/mode python/alpha/']);
  });

  it('files that everyone can write, or that run as their owner, are warnings', async () => {
    const folder = await layerFolder();
    await chmod(join(folder, 'python/alpha/module.py'), 0o666);
    await chmod(join(folder, 'python/alpha/__init__.py'), 0o4755);
    expect(briefly((await auditFolder(folder)).findings)).toEqual([
      'warning security/mode python/alpha/__init__.py',
      'warning security/mode python/alpha/module.py',
    ]);
  });

  it('an unknown mode has no finding', async () => {
    expect(await rawLayer({ name: 'python/alpha/extra.py', mode: 0 })).toEqual([]);
  });
});

it('a link is a warning if it points into the layer, otherwise an error', async () => {
  const folder = await layerFolder();
  await symlink('module.py', join(folder, 'python/alpha/inside.py'));
  await symlink('/opt/python/alpha', join(folder, 'python/absolute'));
  await symlink('../../etc/passwd', join(folder, 'python/outside'));
  await symlink('gone.py', join(folder, 'python/dangling'));
  const { findings } = await auditFolder(folder);
  expect(briefly(findings)).toEqual([
    'error security/symlink python/dangling',
    'error security/symlink python/outside',
    'warning security/symlink python/absolute',
    'warning security/symlink python/alpha/inside.py',
  ]);
});

it('paths that leave the root or are invalid on Linux are errors', async () => {
  expect(
    await rawLayer({ name: '../a' }, { name: '/etc/b' }, { name: 'python\\c.py' }, { name: 'python\\d.py' }),
  ).toEqual(['error security/path -', 'error security/path ../a', 'error security/path /etc/b']);
});

it('the finding about a .pth file says what the file does', async () => {
  const { findings } = await audit({
    'python/runs.pth': 'import runs_code\n',
    'python/adds.pth': '# a comment\nsub/folder\n',
    'python/__editable__.own-1.0.pth': '/home/someone/own/src\n',
    'python/distutils-precedence.pth': 'import os; x = 1\n',
    'python/google-nspkg.pth': 'import sys, types\n',
    'python/alpha/model.pth': 'weights of a network',
  });
  expect(findings.map(({ path, severity, message }) => `${severity} ${path ?? ''} ${message}`)).toEqual([
    expect.stringMatching(/^warning python\/__editable__\.own-1\.0\.pth .*editable install/),
    expect.stringMatching(/^warning python\/adds\.pth adds to sys\.path/),
    expect.stringMatching(/^warning python\/runs\.pth runs code/),
    expect.stringMatching(/^note python\/distutils-precedence\.pth .*known/),
    expect.stringMatching(/^note python\/google-nspkg\.pth .*known/),
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/someone|runs_code/);
});

const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
const holdingSecrets: [string, () => string][] = [
  ['python/own/server.pem', key],
  ['python/id_ed25519', key],
  ['python/.env', () => `REGION=eu\nexport DB_PASSWORD="${secret}"\n`],
  ['python/.env.production', () => `API_KEY=${secret}\n`],
  ['python/.aws/credentials', () => `[default]\naws_secret_access_key = ${secret}\n`],
  ['python/.netrc', () => `machine example.org login me password ${secret}\n`],
  ['python/.npmrc', () => `//registry.example.org/:_authToken=${secret}\n`],
  ['python/.pypirc', () => `[pypi]\npassword: ${secret}\n`],
  ['python/.git-credentials', () => `https://me:${secret}@example.org\n`],
];

it.each(holdingSecrets)('a secret in %s is an error that does not reveal it', async (path, content) => {
  const { found, findings } = await audit({ [path]: content() });
  expect(found).toEqual([`error security/credentials ${path}`]);
  expect(JSON.stringify(findings)).not.toMatch(/wJalr|BEGIN/);
});

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const harmless: [string, string][] = [
  ['python/certifi/cacert.pem', certificate],
  ['python/own/server.key', 'no key at all'],
  ['python/id_rsa.pub', 'ssh-rsa AAAA'],
  ['python/.env.example', 'API_KEY=change-me'],
  ['python/.npmrc', '//registry.example.org/:_authToken=${NPM_TOKEN}'],
  ['python/alpha/credentials', `aws_secret_access_key = ${secret}`],
  ['python/pip.conf', '[global]\nindex-url = https://example.org/simple'],
];

it.each(harmless)('%s without a secret has no finding', async (path, content) => {
  expect((await audit({ [path]: content })).found).toEqual([]);
});

it('a file that usually contains secrets is a warning by its name alone', async () => {
  expect((await audit({ 'python/.env': 'REGION=eu\n' })).found).toEqual([
    'warning security/credentials python/.env',
  ]);
});
