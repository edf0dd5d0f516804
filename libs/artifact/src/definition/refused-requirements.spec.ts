import { refusedRequirements } from './refused-requirements.ts';

it.each([
  ['environment.yml', 'conda', 'pip list --format=freeze'],
  ['envs/conda.yaml', 'conda', 'pip list --format=freeze'],
  ['setup.py', 'setuptools', 'uv pip compile'],
  ['lib\\setup.cfg', 'setuptools', 'uv pip compile'],
  ['pdm.lock', 'PDM', 'pdm export'],
  ['other.lock', 'unknown', 'poetry.lock'],
])('%s is refused as one of %s, with the way out', (file, label, hint) => {
  const refused = refusedRequirements(file);
  expect(refused?.label).toContain(label);
  expect(refused?.hint).toContain(hint);
});

it('a requirements file is not refused', () => {
  expect(refusedRequirements('requirements.txt')).toBeUndefined();
});
