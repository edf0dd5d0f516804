import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { LayerArtifact } from '@layerkit/artifact';
import { findInterpreter, openEnvironment, type ExecutionEnvironment } from '@layerkit/execution-environment';
import { LayerkitError } from '@layerkit/failure';
import { z } from 'zod';

export interface ImportedFilesRequest {
  readonly artifact: LayerArtifact;
  readonly modules: readonly string[];
  /** The environment for the interpreter search. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Imports modules of a built layer in an execution environment without network. Returns the layer’s source files that
 * were loaded: paths below `python/`, sorted.
 * @throws LayerkitError imports/failed; environment/interpreter-not-found, environment/not-runnable,
 * environment/failed
 */
export const importedFiles = async (request: ImportedFilesRequest): Promise<readonly string[]> => {
  const { target } = request.artifact.manifest;
  const interpreter = await findInterpreter(target.runtime, { env: request.env });
  const layers = [request.artifact.zipPath];
  const environment = await openEnvironment({ target, interpreter, layers, network: false });
  try {
    return await ask(environment, request.modules);
  } finally {
    await environment.close();
  }
};

const answerSchema = z.strictObject({
  files: z.array(z.string()),
  failed: z.array(z.tuple([z.string(), z.string()])),
  nonce: z.string(),
});

/** The most characters of an answer. More come only from code of the layer. */
const longestAnswer = 16 << 20;

/** Time limit for all imports, in milliseconds. */
const longest = 5 * 60 * 1000;

const ask = async (
  environment: ExecutionEnvironment,
  modules: readonly string[],
): Promise<readonly string[]> => {
  const source = await readFile(new URL('./_layerkit_imports.py', import.meta.url), 'utf8');
  const { tmp, opt } = environment.paths;
  const running = environment.spawn(['-c', source], {
    env: { HOME: tmp, TMPDIR: tmp },
    cwd: tmp,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { stdin, stdout, stderr } = running.child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('the interpreter has no pipes');
  // an interpreter that fails before it reads reports the reason on standard error
  stdin.on('error', () => undefined);
  const nonce = randomUUID();
  stdin.end(JSON.stringify({ root: `${opt}/python`, modules, nonce }));
  const timer = setTimeout(() => void running.kill(), longest);
  const [answer, words, exit] = await Promise.all([
    collect(stdout, (text, more) => (text.length > longestAnswer ? text : text + more)),
    collect(stderr, (text, more) => (text + more).slice(-4000)),
    running.exited,
  ]);
  clearTimeout(timer);
  if (answer === '') {
    const how = exit.signal ?? `exit code ${String(exit.code ?? 'unknown')}`;
    throw failed([`the interpreter ended with ${how}`, ...words.trim().split('\n').slice(-10)]);
  }
  const read = readAnswer(answer);
  if (read?.nonce !== nonce) throw failed(['code of the layer wrote to the answer of the interpreter']);
  const { files, failed: failures } = read;
  if (failures.length > 0) throw failed(failures.map(([module, error]) => `${module}: ${error}`));
  return files;
};

const collect = async (stream: Readable, add: (text: string, more: string) => string): Promise<string> => {
  let text = '';
  for await (const more of stream.setEncoding('utf8')) text = add(text, String(more));
  return text;
};

const readAnswer = (text: string): z.infer<typeof answerSchema> | undefined => {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const failed = (problems: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'imports/failed',
    message: 'the layer’s entry modules failed to import',
    problems,
    hint: 'Fix “entryModules” in layer.json, or the requirements that provide them.',
  });
