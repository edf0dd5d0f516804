import { requirementsKindNamed, requirementsKindOf, requirementsLabels } from './requirements-kinds.ts';

it.each([
  ['requirements.in', 'requirements'],
  ['../../constraints.txt', 'requirements'],
  ['services/report/pyproject.toml', 'pyproject'],
  ['../../uv.lock', 'uv-lock'],
  ['services\\report\\uv.lock', 'uv-lock'],
])('%s is of the kind %s', (file, name) => {
  expect(requirementsKindNamed(file)?.name).toBe(name);
});

it.each(['poetry.lock', 'wanted'])(
  '%s has the name of no kind, and is read as a requirements file',
  (file) => {
    expect(requirementsKindNamed(file)).toBeUndefined();
    expect(requirementsKindOf(file).name).toBe('requirements');
  },
);

it('messages name every kind, or those with the choice that is asked for', () => {
  expect(requirementsLabels()).toBe('a requirements file, a pyproject.toml or a uv.lock');
  expect(requirementsLabels('groups')).toBe('a pyproject.toml or a uv.lock');
  expect(requirementsLabels('package')).toBe('a uv.lock');
});
