import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { workspaceRoot } from '../workspace/copy-workspace.ts';

const ajv = new Ajv2020({ allErrors: true });

/**
 * Reads a JSON file and checks it against the published schema that its field `schema` names. The validator is
 * not the one that made the schema.
 */
export const validated = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
  const result = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, unknown>>;
  const [, name = ''] = /^layerkit\/([a-z-]+)\/\d+$/.exec(String(result['schema'])) ?? [];
  const schema = await readFile(join(workspaceRoot, 'docs/schemas', `${name}.schema.json`), 'utf8');
  const validate = ajv.compile(JSON.parse(schema) as object);
  if (!validate(result)) throw new Error(`${path}: ${ajv.errorsText(validate.errors)}`);
  return result;
};
