import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolders } from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { installTree, zipTree } from '../../../test/installed-tree.ts';
import { openForAudit } from '../../../test/open-audit.ts';
import { auditShadowing } from '../shadowing/audit-shadowing.ts';
import { auditMetadata } from './audit-metadata.ts';

const scratch = temporaryFolders();

/** Real packages with extras, namespaces, compiled modules, .data folders, plugins. */
const requirements = [
  'opentelemetry-sdk==1.34.1',
  'requests[socks]',
  'pyyaml',
  'sqlalchemy',
  'httpx[http2]',
  'python-dateutil',
];

const audit = async (zipPath: string) => {
  const subject = await openForAudit(zipPath);
  return [...(await auditMetadata(subject)), ...(await auditShadowing(subject))];
};

/** The oracle: importlib.metadata on the same tree. */
const describeTree = `
import importlib.metadata, json, re, sys
from pathlib import Path

def describe(found):
    root = Path(sys.argv[1])
    claimed = [str(f) for f in found.files if Path(f.locate()).resolve().is_relative_to(root) and not re.search(r"\\.dist-info/(INSTALLER|REQUESTED|direct_url\\.json)$", str(f))]
    points = sorted([p.group, p.name, p.value.split(":")[0].split("[")[0].strip()] for p in found.entry_points)
    return [re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower(), found.version, found.requires or [], points, sorted("python/" + f for f in claimed)]

print(json.dumps(sorted(describe(found) for found in importlib.metadata.distributions(path=[sys.argv[1]]))))
`;

it('the metadata of real packages is read as importlib.metadata reads it, without errors or warnings', async () => {
  const folder = await scratch();
  const tree = await installTree(folder, ...requirements);
  const zip = await zipTree(folder);
  const { distributions } = await openForAudit(zip);
  const ours = distributions.map(({ name, version, requires, entryPoints, record }) => [
    name,
    version,
    requires,
    entryPoints.map((point) => [point.group, point.name, point.module]).sort(),
    [...(record ?? [])].sort(),
  ]);
  expect(ours.sort()).toEqual(await python(describeTree, tree));
  expect((await audit(zip)).filter(({ severity }) => severity !== 'note')).toEqual([]);
});

const run = promisify(execFile);

const importing = async (tree: string, module: string): Promise<string> => {
  const script = `import sys; sys.path.insert(0, sys.argv[1]); import ${module}; print("imported")`;
  const command = process.platform === 'win32' ? 'python' : 'python3';
  const { stdout } = await run(command, ['-c', script, tree]);
  return stdout.trim();
};

it('opentelemetry-api 1.34.1 without its .dist-info is an error, and CPython fails to import it', async () => {
  const folder = await scratch();
  const tree = await installTree(
    folder,
    'opentelemetry-api==1.34.1',
    'opentelemetry-semantic-conventions==0.55b1',
  );
  const whole = await zipTree(folder);
  expect(await importing(tree, 'opentelemetry.context')).toBe('imported');
  expect(await audit(whole)).toEqual([]);

  const pruned = await zipTree(folder, String.raw`opentelemetry_api-1\.34\.1\.dist-info/`);
  const [lost, ...rest] = (await audit(pruned)).filter(({ code }) => code === 'metadata/lookup-lost');
  expect(lost).toMatchObject({ severity: 'error', path: 'python/opentelemetry/context/__init__.py' });
  expect(lost?.message).toContain('an entry point of the group opentelemetry_context');
  expect(rest).toEqual([]);
  await rm(join(tree, 'opentelemetry_api-1.34.1.dist-info'), { recursive: true });
  await expect(importing(tree, 'opentelemetry.context')).rejects.toThrow(/StopIteration/);
});

it('opentelemetry-api 1.34.1 without its entry_points.txt is an error', async () => {
  const folder = await scratch();
  await installTree(folder, 'opentelemetry-api==1.34.1');
  const findings = await audit(await zipTree(folder, String.raw`opentelemetry_api-.*entry_points\.txt$`));
  expect(findings.map(({ severity, code, package: name }) => [severity, code, name])).toEqual([
    ['error', 'metadata/lookup-lost', 'opentelemetry-api'],
    ['error', 'metadata/files-missing', 'opentelemetry-api'],
  ]);
});

it('a tree without any .dist-info has one finding about metadata', async () => {
  const folder = await scratch();
  await installTree(folder, 'opentelemetry-api==1.34.1', 'pyyaml');
  const findings = await audit(await zipTree(folder, String.raw`\.dist-info/`));
  expect(findings.map(({ severity, code }) => [severity, code])).toEqual([['error', 'metadata/missing']]);
  expect(findings[0]?.message).toMatch(
    /packages without \.dist-info: .*; importing opentelemetry.context, opentelemetry.propagate fails without it$/,
  );
});
