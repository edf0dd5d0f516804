import { requirementsKindNamed, requirementsKindOf, requirementsLabels } from './requirements-kinds.ts';

it.each([
  ['requirements.in', 'requirements'],
  ['../../constraints.txt', 'requirements'],
  ['services/report/pyproject.toml', 'pyproject'],
  ['../../uv.lock', 'uv-lock'],
  ['services\\report\\uv.lock', 'uv-lock'],
  ['pylock.toml', 'pylock'],
  ['../../pylock.aws.toml', 'pylock'],
  ['my-pylock.toml', 'pyproject'],
  ['services\\report\\poetry.lock', 'poetry-lock'],
  ['Pipfile', 'pipfile-lock'],
  ['../Pipfile.lock', 'pipfile-lock'],
])('%s has the kind %s', (file, name) => {
  expect(requirementsKindNamed(file)?.name).toBe(name);
});

it('a file with another name matches no kind, and is read as a requirements file', () => {
  expect(requirementsKindNamed('wanted')).toBeUndefined();
  expect(requirementsKindOf('wanted').name).toBe('requirements');
});

it('requirementsLabels names every kind, or those with a given choice', () => {
  const all = 'a pylock.toml, a pyproject.toml, a uv.lock, a poetry.lock';
  expect(requirementsLabels()).toBe(`a requirements file, ${all} or a Pipfile.lock`);
  expect(requirementsLabels('groups')).toBe(`${all} or a Pipfile.lock`);
  expect(requirementsLabels('package')).toBe('a uv.lock');
});
