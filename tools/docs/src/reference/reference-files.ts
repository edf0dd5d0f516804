import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { definitionPage } from './definition-page.ts';
import { indexPage } from './index-page.ts';
import { readJson, type JsonSchema } from './json-schema.ts';
import { pluginPage } from './options-page.ts';
import { readPlugin } from './read-plugin.ts';
import { resultPage, type ResultSchema } from './result-page.ts';

export interface ReferenceFile {
  /** Path relative to the workspace’s root, with `/`. */
  readonly path: string;
  readonly text: string;
}

export const workspaceRoot = new URL('../../../../', import.meta.url);
const referenceFolder = 'docs/reference/';

/** Generates the pages of docs/reference from the schemas in the plugins and the docs. */
export const referenceFiles = async (): Promise<readonly ReferenceFile[]> => {
  const plugins = await Promise.all([readPlugin('layer', 'my-layer'), readPlugin('lambda', 'my-function')]);
  const results = await readResults();
  const pages = {
    'README.md': indexPage(plugins, results),
    'layer-json.md': definitionPage(await readSchema('libs/layer/schemas/layer.schema.json')),
    'function-json.md': definitionPage(await readSchema('libs/lambda/schemas/function.schema.json')),
    ...Object.fromEntries(
      plugins.map((plugin) => [`${plugin.name.replace('@layerkit/', '')}.md`, pluginPage(plugin)]),
    ),
    ...Object.fromEntries(results.map((result) => [`results/${result.name}.md`, resultPage(result)])),
  };
  return Promise.all(Object.entries(pages).map(([file, lines]) => referenceFile(file, lines)));
};

const readResults = async (): Promise<readonly ResultSchema[]> => {
  const files = (await readdir(new URL('docs/schemas/', workspaceRoot))).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace(/\.schema\.json$/, ''),
      schema: await readSchema(`docs/schemas/${file}`),
    })),
  );
};

const readSchema = (path: string): Promise<JsonSchema> => readJson(new URL(path, workspaceRoot));

const referenceFile = async (file: string, lines: readonly string[]): Promise<ReferenceFile> => {
  const path = referenceFolder + file;
  const options = await resolveConfig(fileURLToPath(new URL(path, workspaceRoot)));
  return { path, text: await format(`${lines.join('\n')}\n`, { ...options, parser: 'markdown' }) };
};

/** Returns the paths of the existing pages, relative to the workspace’s root. */
export const presentReference = async (): Promise<readonly string[]> => {
  const folder = new URL(referenceFolder, workspaceRoot);
  if (!existsSync(folder)) return [];
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith('.md'))
    .map((file) => referenceFolder + file.replaceAll('\\', '/'))
    .sort();
};
