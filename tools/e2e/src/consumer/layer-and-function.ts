import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot, type WorkspaceCopy } from '../workspace/copy-workspace.ts';
import { writeWorkspaceFile } from '../workspace/projects.ts';

/**
 * Wires the plugins in nx.json word for word as the README says, and adds by hand the layer `deps` (a pure package
 * and a binary one) and the function `app` that imports both from it.
 */
export const addLayerAndFunction = async (workspace: WorkspaceCopy): Promise<void> => {
  const nxJson = workspace.path('nx.json');
  const wired = { ...parse(await readFile(nxJson, 'utf8')), ...(await nxJsonOfReadme()) };
  await writeFile(nxJson, json(wired));
  for (const [file, text] of Object.entries(files)) await writeWorkspaceFile(workspace, file, text);
};

/** The block of JSON that the README tells its readers to put into nx.json. */
const nxJsonOfReadme = async (): Promise<object> => {
  const readme = await readFile(join(workspaceRoot, 'README.md'), 'utf8');
  const [, block] = /^ *```json\n( *\{\n *"plugins"[^`]+)```/m.exec(readme) ?? [];
  if (block === undefined) throw new Error('The README has no block of JSON that begins with "plugins"');
  return parse(block);
};

const parse = (text: string): object => JSON.parse(text) as object;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const targets = (plugin: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { executor: `${plugin}:${name}` }]));

const files: Readonly<Record<string, string>> = {
  'deps/layer.json': json({
    layerName: 'deps',
    runtimes: ['python3.12'],
    requirements: 'requirements.in',
  }),
  'deps/requirements.in': 'six==1.17.0\nmarkupsafe==3.0.2\n',
  'deps/project.json': json({
    name: 'deps',
    targets: targets('@layerkit/layer', ['lock', 'build', 'inspect', 'verify', 'publish']),
  }),
  'app/function.json': json({
    functionName: 'app',
    runtime: 'python3.12',
    handler: 'app.handle',
    role: 'arn:aws:iam::000000000000:role/app',
    timeoutSeconds: 30,
    layers: ['deps'],
    smoke: [{ name: 'escapes', event: { text: '<' }, expect: { escaped: '&lt;', six: '1.17.0' } }],
  }),
  'app/src/app.py': [
    'import six',
    'from markupsafe import _speedups, escape',
    '',
    'def handle(event, context):',
    '    return {"escaped": str(escape(event["text"])), "six": six.__version__}',
    '',
  ].join('\n'),
  'app/project.json': json({
    name: 'app',
    targets: targets('@layerkit/lambda', ['build', 'deploy', 'smoke']),
  }),
};
