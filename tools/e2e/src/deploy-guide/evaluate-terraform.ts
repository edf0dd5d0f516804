import { readFileSync } from 'node:fs';
import { z } from 'zod';

const block = z.record(z.string(), z.unknown());

/** A file of Terraform as hcl2tojson of python-hcl2 writes it, with quoted names and `${…}` around expressions. */
const terraformFile = z.object({
  locals: z.array(block),
  resource: z.array(z.record(z.string(), z.record(z.string(), block))),
});

export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  /** The values of its arguments. References to other resources stay as they are written. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Evaluates the locals and resources of a file of Terraform, as far as the guide uses the language: strings, `local`,
 * `path.root`, `jsondecode(file(…))`.
 * @param root the folder of the file
 */
export const evaluateTerraform = (parsed: string, root: string): readonly TerraformResource[] => {
  const { locals, resource } = terraformFile.parse(JSON.parse(parsed));
  const known: Known = { root, locals: Object.assign({}, ...locals) as Known['locals'] };
  return resource.flatMap((types) =>
    Object.entries(types).flatMap(([type, named]) =>
      Object.entries(named).map(([name, values]) => ({
        type: unquoted(type),
        name: unquoted(name),
        values: Object.fromEntries(
          Object.entries(values)
            .filter(([argument]) => argument !== '__is_block__')
            .map(([argument, value]) => [argument, valueOf(value, known)]),
        ),
      })),
    ),
  );
};

interface Known {
  readonly root: string;
  readonly locals: Readonly<Record<string, unknown>>;
}

const unquoted = (text: string): string => text.replace(/^"(.*)"$/s, '$1');

const valueOf = (value: unknown, known: Known): unknown => {
  if (Array.isArray(value)) return value.map((one) => valueOf(one, known));
  if (typeof value !== 'string') return value;
  const [, expression] = /^\$\{(.*)\}$/s.exec(value) ?? [];
  return expression === undefined ? stringOf(unquoted(value), known) : evaluate(expression, known);
};

const stringOf = (text: string, known: Known): string =>
  text.replace(/\$\{([^}]*)\}/g, (_, expression: string) => String(evaluate(expression, known)));

const evaluate = (expression: string, known: Known): unknown => {
  const [, path] = /^jsondecode\(file\("(.*)"\)\)$/s.exec(expression) ?? [];
  if (path !== undefined) return JSON.parse(readFileSync(stringOf(path, known), 'utf8'));
  if (expression === 'path.root') return known.root;
  const [first, name = '', ...fields] = expression.split('.');
  if (first !== 'local') return expression;
  if (!(name in known.locals)) throw new Error(`unknown local ${name}`);
  return fields.reduce((value: unknown, field) => fieldOf(value, field), valueOf(known.locals[name], known));
};

const fieldOf = (value: unknown, field: string): unknown => {
  const object = block.parse(value);
  if (!(field in object)) throw new Error(`unknown field ${field}`);
  return object[field];
};
