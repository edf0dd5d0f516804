import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { checkFunctionLock } from './lock-function.ts';

const scratch = temporaryFolders();

it('the errors of locking a function name function.json', async () => {
  const projectRoot = await scratch();
  const definition = {
    functionName: 'one',
    runtime: 'python3.12',
    architecture: 'arm64',
    handler: 'app.handle',
    sources: 'src',
    exclude: [],
    smoke: [],
    requirements: 'missing.in',
  } satisfies FunctionDefinition;
  const { hint } = await failureOf(checkFunctionLock({ projectRoot, definition }));
  expect(hint).toBe('Create the file, or set “requirements” in function.json to another file.');
  await writeFile(join(projectRoot, 'pyproject.toml'), '[project]\nname = "one"\nversion = "1"\n');
  const requirements = { file: 'pyproject.toml', extras: ['s3'] };
  const { problems } = await failureOf(
    checkFunctionLock({ projectRoot, definition: { ...definition, requirements } }),
  );
  expect(problems).toEqual([expect.stringMatching(/^function\.json: pyproject\.toml has no extra/)]);
});
