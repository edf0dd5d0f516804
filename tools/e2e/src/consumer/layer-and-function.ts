import { readFile, writeFile } from 'node:fs/promises';
import { functionText } from '../functions/function-text.ts';
import { blockOf } from '../documentation/block-of.ts';
import { json } from '../workspace/project-json.ts';
import { writeWorkspaceFile } from '../workspace/projects.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ConsumerWorkspace } from './create-consumer.ts';

// A layer `deps` with a pure and a binary package, and a function `app` that imports both. Generators wire
// them, or the nx.json of the quick start does, word for word.

type Files = Readonly<Record<string, string>>;

/** @param options further options of both generators */
export const generateLayerAndFunction = async (
  consumer: ConsumerWorkspace,
  options: readonly string[] = [],
): Promise<void> => {
  const runtime = '--runtime=python3.12';
  const requirements = '--requirements=six==1.17.0,markupsafe==3.0.2';
  for (const generator of [
    ['@layerkit/layer:layer', 'deps', requirements, runtime, '--skipLock'],
    ['@layerkit/lambda:function', 'app', '--layers=deps', runtime],
  ])
    await consumer.run('nx', 'generate', ...generator, ...options, '--interactive=false');
  await writeFiles(consumer, functionFiles);
};

export const writeLayerAndFunction = async (workspace: Workspace): Promise<void> => {
  const nxJson = workspace.path('nx.json');
  const wired = { ...parse(await readFile(nxJson, 'utf8')), ...(await nxJsonOfQuickStart()) };
  await writeFile(nxJson, json(wired));
  await writeFiles(workspace, { ...layerFiles, ...functionFiles });
};

/** Returns the block of JSON that the quick start gives for nx.json. */
const nxJsonOfQuickStart = async (): Promise<object> =>
  parse(await blockOf('docs/quick-start.md', 'nx.json'));

const parse = (text: string): object => JSON.parse(text) as object;

const writeFiles = async (workspace: Workspace, files: Files): Promise<void> => {
  for (const [file, text] of Object.entries(files)) await writeWorkspaceFile(workspace, file, text);
};

const layerFiles: Files = {
  'apps/deps/layer.json': json({
    layerName: 'deps',
    runtimes: ['python3.12'],
    requirements: 'requirements.in',
  }),
  'apps/deps/requirements.in': 'six==1.17.0\nmarkupsafe==3.0.2\n',
};

const functionFiles: Files = {
  'apps/app/function.json': json({
    functionName: 'app',
    runtime: 'python3.12',
    handler: 'escaping.handle',
    role: 'arn:aws:iam::000000000000:role/app',
    timeoutSeconds: 30,
    layers: ['deps'],
    smoke: [{ name: 'escapes', event: { text: '<' }, expect: { escaped: '&lt;', six: '1.17.0' } }],
  }),
  'apps/app/src/escaping.py': functionText('escapes'),
};
