import { requirementsKindNamed, requirementsKindOf, requirementsLabels } from './requirements-kinds.ts';

it.each([
  ['requirements.in', 'requirements'],
  ['../../constraints.txt', 'requirements'],
  ['services/report/pyproject.toml', 'pyproject'],
  ['../../uv.lock', 'uv-lock'],
  ['services\\report\\uv.lock', 'uv-lock'],
])('%s has the kind %s', (file, name) => {
  expect(requirementsKindNamed(file)?.name).toBe(name);
});

it.each(['poetry.lock', 'wanted'])(
  '%s matches no kind by its name, and is read as a requirements file',
  (file) => {
    expect(requirementsKindNamed(file)).toBeUndefined();
    expect(requirementsKindOf(file).name).toBe('requirements');
  },
);

it('requirementsLabels names every kind, or those with a given choice', () => {
  expect(requirementsLabels()).toBe('a requirements file, a pyproject.toml or a uv.lock');
  expect(requirementsLabels('groups')).toBe('a pyproject.toml or a uv.lock');
  expect(requirementsLabels('package')).toBe('a uv.lock');
});
