import { LayerkitError } from '@layerkit/failure';
import type { Tree } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';
import { asGenerator } from './as-generator.ts';

let tree: Tree;
beforeEach(() => {
  tree = createTree();
});

const failure = new LayerkitError({
  code: 'workspace/conflict',
  message: 'https://me:pw@host.example is in the way',
  problems: ['one', 'two'],
  hint: 'Move it.',
});
const text = 'workspace/conflict: https://***@host.example is in the way\n  - one\n  - two\n  hint: Move it.';

it('a generator says that there was nothing to do only if it changed nothing', async () => {
  const said: string[] = [];
  const write = (written: Tree, content: string) => {
    written.write('a.txt', content);
    return undefined;
  };
  const generator = asGenerator(write, (line) => said.push(line));
  await generator(tree, 'one');
  expect(said).toEqual([]);
  await generator(tree, 'one');
  expect(said).toEqual([expect.stringMatching(/^Nothing to do/)]);
  await generator(tree, 'two');
  expect(said).toHaveLength(1);
});

it('a generator puts code, problems and hint into the message, while it writes and afterwards', async () => {
  const fails = asGenerator(() => {
    throw failure;
  });
  await expect(fails(tree, {})).rejects.toThrow(text);
  const failsLater = asGenerator(() => () => Promise.reject(failure));
  const afterwards = await failsLater(tree, {});
  await expect(afterwards()).rejects.toThrow(text);
});

it('an unexpected error of a generator is marked, safe to print, and keeps its stack, but not its cause', async () => {
  const defect = new TypeError('x is\u001b[2K undefined');
  const fails = asGenerator(() => Promise.reject(defect));
  const thrown: unknown = await fails(tree, {}).catch((error: unknown) => error);
  expect(thrown).toMatchObject({
    message: 'unexpected: x is\\x1b[2K undefined',
    stack: expect.stringMatching(/TypeError: x is.*\n +at .*as-generator\.spec\.ts/),
  });
  // Nx would print its message as it is
  expect(thrown).not.toHaveProperty('cause');
});
