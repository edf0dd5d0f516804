import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import type { ProjectChoice } from './project-choice.ts';
import { readPyproject } from './read-pyproject.ts';

const scratch = temporaryFolders();

const read = async (text: string, choice: Omit<ProjectChoice, 'file'> = {}) => {
  const projectRoot = await scratch();
  await writeTree(projectRoot, { 'pyproject.toml': text });
  return readPyproject(projectRoot, { file: 'pyproject.toml', ...choice });
};

const text = `
[project]
name = "My.App"
dependencies = ["boto3>=1.40", "six; python_version < '3'"]

[project.optional-dependencies]
s3 = ["s3fs"]
All_of = ["my-app[s3,web]; sys_platform == 'linux'", "idna"]
web = ["starlette; python_version >= '3.10' or extra == 'x'"]

[dependency-groups]
dev = ["pytest", { include-group = "lint" }]
lint = ["ruff"]
`;

it('only the dependencies are read by default', async () => {
  const { requirements } = await read(text);
  expect(requirements).toEqual([
    { name: 'boto3', text: 'boto3>=1.40', where: 'pyproject.toml: project.dependencies' },
    { name: 'six', text: "six; python_version < '3'", where: 'pyproject.toml: project.dependencies' },
  ]);
});

it('an extra that requires its own project adds those extras, under its marker', async () => {
  const { requirements } = await read(text, { extras: ['all-of'] });
  expect(requirements.map((one) => one.text).slice(2)).toEqual([
    "s3fs ; sys_platform == 'linux'",
    "starlette ; (python_version >= '3.10' or extra == 'x') and (sys_platform == 'linux')",
    'idna',
  ]);
});

it('extras that name each other under markers are each read once', async () => {
  const extras = `
a = ["my-app[b]; os_name == 'x'", "idna"]
b = ["my-app[a]; os_name == 'y'", "ruff"]
`;
  const { requirements } = await read(
    `[project]\nname = "my-app"\n[project.optional-dependencies]${extras}`,
    {
      extras: ['a'],
    },
  );
  expect(requirements.map((one) => one.text)).toEqual(["ruff ; os_name == 'x'", 'idna']);
});

it('a group adds the groups that it includes, even without a project', async () => {
  const groups = '[dependency-groups]\nDev = ["pytest", {include-group = "lint"}]\nlint = ["ruff"]\n';
  const { requirements } = await read(groups, { groups: ['dev'] });
  expect(requirements.map((one) => one.text)).toEqual(['pytest', 'ruff']);
});

it('the lock becomes stale only if a requirement in the file changes', async () => {
  const choice = { groups: ['dev'] };
  const { texts } = await read(text, choice);
  const elsewhere = text.replace('name =', 'version = "2"\nname =').replace('"s3fs"', '"s3fs<9"');
  const reordered = elsewhere.replace(
    '["pytest", { include-group = "lint" }]',
    '[{ include-group = "lint" }, "pytest"]',
  );
  expect((await read(reordered, choice)).texts).toEqual(texts);
  expect((await read(text.replace('ruff', 'ruff<1'), choice)).texts).not.toEqual(texts);
  expect((await read(text)).texts).not.toEqual(texts);
});

it('uv’s constraints apply, and a package from a repository or folder is refused', async () => {
  const uv = '\n[tool.uv]\nconstraint-dependencies = ["urllib3<2"]\n[tool.uv.sources]\n';
  const index = '[[tool.uv.index]]\nname = "own"\nurl = "./wheels"\n';
  const sources = `${text}${uv}boto3 = { index = "own" }\npytest = { path = "../x" }\n`;
  const { constraints, places } = await read(sources + index);
  expect([...(places?.packages.keys() ?? [])]).toEqual(['boto3']);
  expect(constraints.map((one) => one.text)).toEqual(['urllib3<2']);
  const error = await failureOf(read(`${text}${uv}boto3 = { git = "https://me:secret@h/x" }\n`));
  expect(error.code).toBe('requirements/invalid');
  expect(error.problems).toEqual([
    expect.stringContaining('tool.uv.sources takes boto3 from a source other than a package index'),
  ]);
  const unnamed = await failureOf(read(sources));
  expect(unnamed.problems).toEqual([
    expect.stringContaining('takes boto3 from the index “own”, which tool.uv.index does not define'),
  ]);
});

it('the error lists everything that can’t be locked, without credentials', async () => {
  const error = await failureOf(
    read(
      '[project]\nname="a"\ndynamic=["dependencies"]\ndependencies=["x @ https://me:secret@h/x", "-r y"]\n',
      {
        extras: ['no'],
        groups: ['none'],
      },
    ),
  );
  expect(error.code).toBe('requirements/invalid');
  expect(error.problems).toHaveLength(5);
  expect(error.problems.join('\n')).not.toContain('secret');
});

it.each([
  ['invalid TOML', '[project', /pyproject\.toml: Invalid TOML/],
  ['a missing project', '[tool.ruff]\n', /no \[project\] table/],
  ['a field of the wrong type', '[project]\nname = 1\n', /project\.name/],
])('the error names %s', async (_, wrong, problem) => {
  const error = await failureOf(read(wrong));
  expect(error.code).toBe('requirements/invalid');
  expect(error.problems).toEqual([expect.stringMatching(problem)]);
});
