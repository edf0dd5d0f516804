import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { openEnvironment, type Interpreter } from '@layerkit/execution-environment';
import type { Target } from '@layerkit/platform-resolution';
import { figuresSchema, type Run } from '../running/run-subject.ts';

export interface FirstImport {
  readonly target: Target;
  readonly interpreter: Interpreter;
  /** The unpacked layer. */
  readonly tree: string;
  readonly modules: readonly string[];
}

/**
 * Imports modules in a fresh execution environment: a new interpreter, the layer read-only at /opt, and no
 * bytecode except the layer's. Only the imports are timed.
 * @throws Error if a module does not import
 */
export const runFirstImport = async ({ target, interpreter, tree, modules }: FirstImport): Promise<Run> => {
  const script = await readFile(new URL('./first_import.py', import.meta.url), 'utf8');
  const environment = await openEnvironment({ target, interpreter, layers: [tree], network: false });
  try {
    const { tmp } = environment.paths;
    const { child } = environment.spawn(['-c', script, ...modules], { env: { HOME: tmp, TMPDIR: tmp } });
    if (child.stdout === null || child.stderr === null) throw new Error('the interpreter has no pipes');
    const [answer, words] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const line = answer.trim().split('\n').at(-1) ?? '';
    if (!line.startsWith('{')) throw new Error(`importing the modules failed: ${words}`);
    return figuresSchema.parse(JSON.parse(line));
  } finally {
    await environment.close();
  }
};
