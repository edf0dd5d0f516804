import { temporaryFolders } from '@layerkit/testing-files';
import { auditFiles, installed } from '../../../test/open-audit.ts';
import { auditDuplicates } from './duplicates.ts';

const scratch = temporaryFolders();
const audit = async (...distributions: readonly Readonly<Record<string, string>>[]) =>
  auditDuplicates(await auditFiles(await scratch(), Object.assign({}, ...distributions)));

const duplicate = {
  code: 'metadata/duplicate',
  package: 'twice',
  hint: 'Install into an empty folder: pip install --target keeps older files.',
};

it('a distribution that is in the layer in two versions is an error', async () => {
  const asker = installed({ name: 'asker', metadata: ['Requires-Dist: twice>=2'] });
  const older = installed({ name: 'twice', version: '1.0' });
  expect(await audit(asker, older, installed({ name: 'Twice', version: '2.0' }))).toEqual([
    {
      ...duplicate,
      severity: 'error',
      path: 'python/twice-1.0.dist-info/',
      message: 'twice is in the layer in 2 versions, 2.0 and 1.0, with their files mixed',
    },
  ]);
});

it('a distribution that is in the layer twice in one version is a warning that names both folders', async () => {
  expect(await audit(installed({ name: 'twice' }), installed({ name: 'Twice' }))).toEqual([
    {
      ...duplicate,
      severity: 'warning',
      path: 'python/twice-1.0.dist-info/',
      message: 'twice 1.0 is in the layer 2 times: python/Twice-1.0.dist-info/, python/twice-1.0.dist-info/',
    },
  ]);
});
