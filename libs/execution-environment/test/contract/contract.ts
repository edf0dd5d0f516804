import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionEnvironment, EnvironmentOptions } from '../../src/environment/open-environment.ts';
import type { IsolationKind } from '../../src/isolation/isolation.ts';
import { makeZip, writeTree } from '@layerkit/testing-files';

/** What every kind of isolation is held to the same promises with. */
export interface Contract {
  readonly isolation: IsolationKind;
  /** Whether it has a root of its own: false for relocated, which can’t keep some promises and says so. */
  readonly separate: boolean;
  /** `3.12` */
  readonly version: string;
  readonly trees: Trees;
  /** A folder of this test file on the host. */
  readonly directory: string;
  /** One for all tests that only look. */
  readonly environment: () => ExecutionEnvironment;
  /** One for a test of its own; closed at the end. */
  readonly open: (options?: Partial<EnvironmentOptions>) => Promise<ExecutionEnvironment>;
}

export interface Trees {
  readonly layers: readonly [zip: string, folder: string];
  readonly task: string;
}

/** Two layers and a function that meet in every way that matters. */
export const makeTrees = async (directory: string, version: string): Promise<Trees> => {
  const first = join(directory, 'first.zip');
  makeZip(first, [
    { name: 'python/split/one.py', content: 'NAME = "first layer"', mode: 0o100644 },
    { name: 'python/twice.py', content: 'NAME = "first layer"', mode: 0o100644 },
    { name: 'python/mine.py', content: 'NAME = "first layer"', mode: 0o100644 },
    { name: `python/lib/python${version}/site-packages/deep.py`, content: 'NAME = "deep"', mode: 0o100644 },
    { name: 'python/pointer.pth', content: '/opt/elsewhere\nimport builtins; builtins.from_pth = 1\n' },
    { name: 'program', content: '#!/bin/sh\necho "$0" "$@"\n', mode: 0o100755 },
  ]);
  const second = await writeTree(join(directory, 'second'), {
    'python/split/two.py': 'NAME = "second layer"',
    'python/twice.py': 'NAME = "second layer"',
    'elsewhere/pointed.py': 'NAME = "by a .pth file"',
  });
  const task = await writeTree(join(directory, 'task'), {
    'mine.py': 'NAME = "function"',
    'file.txt': 'task',
  });
  return { layers: [first, second], task };
};

/**
 * Code that prints what the expression makes, as JSON; `error('statement')` is an exception’s class or null.
 */
export const printing = (expression: string): string => `${preamble}\nprint(json.dumps(${expression}))\n`;

const preamble = readFileSync(new URL('./preamble.py', import.meta.url), 'utf8');
