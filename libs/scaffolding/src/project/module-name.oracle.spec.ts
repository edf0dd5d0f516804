import { execa } from 'execa';
import { moduleNameFor } from './module-name.ts';

const python = async (program: string, ...args: readonly string[]): Promise<unknown> =>
  JSON.parse((await execa('python3', ['-c', `import json, keyword, sys\n${program}`, ...args])).stdout);

const name = (project: string): string => moduleNameFor({ project, runtime: 'python3.11', suffix: 'layer' });

it.each([
  ['orchestrator', 'orchestrator'],
  ['dependencies-layer', 'dependencies_layer'],
  ['@acme/My.API-2', 'my_api_2'],
  ['json', 'json_layer'],
  ['class', 'class_layer'],
])('the module name of the project %s is %s', (project, module) => {
  expect(name(project)).toBe(module);
});

it('a module name can be imported and is neither a keyword nor a standard module of Python', async () => {
  const own = (await python('print(json.dumps([*keyword.kwlist, *sys.stdlib_module_names]))')) as string[];
  const projects = own.map((word) => word.replace(/^_+/, ''));
  const refused = await python(
    'taken = {*keyword.kwlist, *sys.stdlib_module_names}\n' +
      'print(json.dumps([n for n in json.loads(sys.argv[1]) if n in taken or not n.isidentifier()]))',
    JSON.stringify(projects.map(name)),
  );
  expect(projects.length).toBeGreaterThan(300);
  expect(refused).toEqual([]);
});
