import { temporaryFolders } from '@layerkit/testing-files';
import { auditFiles } from '../../../test/open-audit.ts';
import { auditCompleteness } from './completeness.ts';

const scratch = temporaryFolders();
const audit = async (files: Readonly<Record<string, string>>) =>
  auditCompleteness(await auditFiles(await scratch(), files));

const metadata = (name: string, ending = 'dist-info/METADATA') => ({
  [`python/${name}-1.${ending}`]: `Name: ${name}\nVersion: 1\n`,
});
const record = (name: string) => ({ [`python/${name}-1.dist-info/RECORD`]: `${name}.py,,\n` });

it('metadata without METADATA, a name or a version is an error', async () => {
  const findings = await audit({
    ...record('bare'),
    'python/empty-1.dist-info/INSTALLER': 'pip',
    ...record('blank'),
    'python/blank-1.dist-info/METADATA': 'Summary: nothing\n',
    ...record('nameless'),
    'python/nameless-1.dist-info/METADATA': 'Version: 1\n',
    ...record('whole'),
    ...metadata('whole'),
  });
  const lacking = (name: string, message: string) => ({
    code: 'metadata/incomplete',
    severity: 'error',
    path: `python/${name}-1.dist-info/`,
    package: name,
    message,
    hint: 'Install the package again and keep its whole .dist-info: version lookups need it.',
  });
  expect(findings).toEqual([
    lacking('bare', 'python/bare-1.dist-info/ has no readable METADATA'),
    lacking('blank', 'METADATA in python/blank-1.dist-info/ has no Name and no Version'),
    lacking('empty', 'python/empty-1.dist-info/ has no readable METADATA'),
    lacking('nameless', 'METADATA in python/nameless-1.dist-info/ has no Name'),
  ]);
});

const note = { code: 'metadata/incomplete', severity: 'note' };
const hint = 'Keep the whole .dist-info: importlib.metadata.files reads RECORD.';

it('one distribution without a RECORD has a note of its own', async () => {
  expect(await audit({ ...metadata('alpha'), ...metadata('whole'), ...record('whole') })).toEqual([
    {
      ...note,
      path: 'python/alpha-1.dist-info/',
      package: 'alpha',
      message: 'alpha has no RECORD, so it is unknown whether its files are complete',
      hint,
    },
  ]);
});

it('several distributions without a RECORD have one note together', async () => {
  const several = await audit({ ...metadata('alpha'), ...metadata('beta'), ...metadata('gamma') });
  expect(several).toEqual([
    {
      ...note,
      path: 'python/',
      message:
        '3 distributions have no RECORD, so it is unknown whether their files are complete: alpha, beta, gamma',
      hint,
    },
  ]);
});

it('the .egg-info of an older tool needs no RECORD', async () => {
  expect(await audit(metadata('old', 'egg-info/PKG-INFO'))).toEqual([]);
});

it('metadata that is too large to be read is one error, and lacks nothing else', async () => {
  const lines = { 'python/huge-1.dist-info/RECORD': '\n'.repeat(400_001) };
  expect(await audit({ ...lines, ...metadata('huge') })).toEqual([
    {
      code: 'metadata/incomplete',
      severity: 'error',
      path: 'python/huge-1.dist-info/RECORD',
      message: 'is not read: the layer’s metadata is larger than that of any real package',
      hint: 'Install the package again from a source that you trust.',
    },
  ]);
});
