import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const projects = ['libs', 'tools'].flatMap((group) =>
  readdirSync(root + group).map((name) => `${group}/${name}`),
);

const specsIn = (project: string) =>
  ['src', 'test']
    .filter((folder) => existsSync(`${root}${project}/${folder}`))
    .flatMap((folder) => readdirSync(`${root}${project}/${folder}`, { recursive: true, encoding: 'utf8' }))
    .filter((file) => file.endsWith('.spec.ts'));

const targetsOf = (project: string): readonly string[] =>
  ['package.json', 'project.json']
    .filter((file) => existsSync(`${root}${project}/${file}`))
    .map((file) => JSON.parse(readFileSync(`${root}${project}/${file}`, 'utf8')) as Configuration)
    .flatMap(({ nx, targets }) => Object.keys(nx?.targets ?? targets ?? {}));

interface Configuration {
  readonly nx?: { readonly targets?: object };
  readonly targets?: object;
}

/** Jest does not report tests outside the folders that it reads. */
it.each(projects)('npm test runs the tests of %s, if there are any', (project) => {
  const run = targetsOf(project).some((target) => target === 'test' || target === 'e2e');
  expect(run).toBe(specsIn(project).length > 0);
  if (run)
    expect(readFileSync(`${root}${project}/jest.config.mjs`, 'utf8')).toContain(`'${project.split('/')[1]}'`);
});
