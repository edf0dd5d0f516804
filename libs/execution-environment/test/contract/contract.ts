import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionEnvironment, EnvironmentOptions } from '../../src/environment/open-environment.ts';
import type { IsolationKind } from '../../src/isolation/isolation.ts';
import { makeZip, writeTree } from '@layerkit/testing-files';

/** The environment under test: every kind of isolation must pass the same tests. */
export interface Contract {
  readonly isolation: IsolationKind;
  /** Whether it has a separate root. `relocated` has none, and reports the promises that it can’t keep. */
  readonly separate: boolean;
  /** For example `3.12`. */
  readonly version: string;
  readonly trees: Trees;
  /** A folder on the host for this test file. */
  readonly directory: string;
  /** The environment that tests share if they don’t change it. */
  readonly environment: () => ExecutionEnvironment;
  /** Opens an environment for one test, which is closed at the end. */
  readonly open: (options?: Partial<EnvironmentOptions>) => Promise<ExecutionEnvironment>;
}

export interface Trees {
  readonly layers: readonly [zip: string, folder: string];
  readonly task: string;
}

/** Makes two layers and a function whose modules overlap in every relevant way. */
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
 * Returns code that prints the value of an expression as JSON. In it, `error('statement')` returns the class
 * name of the exception that the statement raises, or None.
 */
export const printing = (expression: string): string => `${preamble}\nprint(json.dumps(${expression}))\n`;

const preamble = readFileSync(new URL('./preamble.py', import.meta.url), 'utf8');
