import { failureOf } from '@layerkit/testing-matchers';
import { droppedBy } from '../../test/dropped-by.ts';

const kit = {
  'kit/__init__.py': '',
  'kit/plot/__init__.py': '',
  'kit/plot/.hidden/a.dat': '',
  'kit/plot/LICENSE': '',
  'kit/plot/license.py': '',
  'kit/tests/__init__.py': '',
  'kit/tests/data.csv': '',
  'kit/sub/__init__.py': '',
  'kit/sub/tests/a.py': '',
  'kit-1.dist-info/METADATA': '',
};

it('exclude drops the files that its globs match, except licenses, metadata and own code', async () => {
  const options = { rules: [], exclude: ['python/kit/plot/**', 'python/**/METADATA', 'python/mine/**'] };
  expect(await droppedBy({ ...kit, 'own:mine/mod.py': '' }, options)).toEqual({
    'kit/plot/__init__.py': 'exclude',
    'kit/plot/.hidden/a.dat': 'exclude',
    'kit/plot/license.py': 'exclude',
  });
});

it('include overrides exclude, and keeps a whole directory of tests if it names a file in it', async () => {
  const options = {
    exclude: ['python/kit/plot/*.py'],
    include: ['python/kit/plot/__init__.py', 'python/kit/tests/data.csv'],
  };
  expect(await droppedBy(kit, options)).toEqual({
    'kit/plot/license.py': 'exclude',
    'kit/sub/tests/a.py': 'tests',
  });
});

it('excluded files no longer count as evidence', async () => {
  const files = { ...kit, 'kit/plot/__init__.py': 'from kit.tests import x' };
  expect(Object.keys(await droppedBy(files))).toEqual(['kit/sub/tests/a.py']);
  expect(Object.keys(await droppedBy(files, { exclude: ['python/kit/plot/*.py'] }))).toContain(
    'kit/tests/data.csv',
  );
});

const botocore = {
  'botocore/__init__.py': '',
  'botocore/data/endpoints.json': '',
  'botocore/data/partitions.json': '',
  'botocore/data/_retry.json': '',
  'botocore/data/s3/2006-03-01/service-2.json.gz': '',
  'botocore/data/s3control/2018-08-20/service-2.json.gz': '',
  'botocore/data/dynamodb/2012-08-10/service-2.json.gz': '',
  'botocore/data/dynamodbstreams/2012-08-10/service-2.json.gz': '',
};

it('botocoreServices keeps the data of its services and the shared files', async () => {
  expect(await droppedBy(botocore, { botocoreServices: ['s3', 'dynamodb'] })).toEqual({
    'botocore/data/s3control/2018-08-20/service-2.json.gz': 'botocore-services',
    'botocore/data/dynamodbstreams/2012-08-10/service-2.json.gz': 'botocore-services',
  });
});

it('a service that botocore does not have is an error that suggests similar names', async () => {
  const { code, problems } = await failureOf(
    droppedBy(botocore, { botocoreServices: ['s3', 'dynamo', 'dinamodb', 'quantum'] }),
  );
  expect([code, problems]).toEqual([
    'definition/invalid',
    ['dynamo: did you mean dynamodb or dynamodbstreams?', 'dinamodb: did you mean dynamodb?', 'quantum'],
  ]);
  const nowhere = await failureOf(droppedBy(kit, { botocoreServices: ['s3'] }));
  expect(nowhere.message).toBe(
    'layer.json: prune.botocoreServices names services, but the layer has no botocore',
  );
});
