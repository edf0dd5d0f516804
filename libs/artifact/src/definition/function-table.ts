import { z } from 'zod';
import { functionDefinitionSchema, type FunctionDefinition } from './function-definition.ts';
import { functionNamePattern, functionNameRule } from './function-name.ts';

/** A function of a function.json, with its defaults filled in. */
export interface NamedFunction {
  /** Its name in `functions`; the function’s name on AWS if the file has no `functions`. */
  readonly name: string;
  readonly definition: FunctionDefinition;
}

/** The functions of a project, in the order of its function.json. */
export interface FunctionsDefinition {
  /** Whether function.json has `functions`. If not, it defines exactly one function. */
  readonly isTable: boolean;
  readonly functions: readonly NamedFunction[];
}

/** Replaced by the function’s name in `functions`. */
const namePlaceholder = '{name}';

const { $schema, ...fields } = functionDefinitionSchema.shape;

/** Makes a field optional, without a default: whether it is stated decides what a function inherits. */
const statedField = (field: z.ZodType): z.ZodType => {
  const inner = field instanceof z.ZodDefault ? field.unwrap() : field;
  // a schema of zod’s core has no methods
  return z.optional(inner).meta({ ...field.meta() });
};

const statedFields = Object.fromEntries(
  Object.entries<z.ZodType>(fields).map(([name, field]) => [name, statedField(field)]),
);

/** Fields that all functions share: they decide the lock, and a project has one for each target. */
const ofProject: ReadonlySet<string> = new Set(['requirements', 'constraints', 'allowBuild']);

const fieldsOfOne = Object.fromEntries(Object.entries(statedFields).filter(([name]) => !ofProject.has(name)));

const defaultName = z
  .string()
  .refine((text) => functionNamePattern.test(text.replaceAll(namePlaceholder, 'x')), {
    message: `${functionNameRule}, apart from ${namePlaceholder}`,
  })
  .refine((text) => text.includes(namePlaceholder), {
    message: `must contain ${namePlaceholder}, because two functions can’t have the same name`,
  })
  .optional();

/** A `function.json` with `functions`: defaults for all of them, and for each what differs. */
export const functionTableSchema = z
  .strictObject({
    $schema,
    ...statedFields,
    functionName: defaultName.meta({
      ...fields.functionName.meta(),
      description:
        'Name of the function on AWS: letters, digits, - and _. Next to functions it is the pattern of all names: {name} is replaced by each name in functions.',
    }),
    functions: z
      .record(z.string().regex(functionNamePattern, functionNameRule), z.strictObject(fieldsOfOne))
      .refine((functions) => Object.keys(functions).length > 0, { message: 'must have a function' })
      .meta({
        description:
          'Several functions, by name. The other fields of the file are their defaults; each function states what differs. environment and tags are added to those of the defaults, every other field replaces its default; requirements, constraints and allowBuild are for all of them. Functions with the same code, runtime and architecture share one zip. The name is also the name on AWS, unless functionName says another.',
        examples: [
          {
            create: { handler: 'orders.create.handle', timeoutSeconds: 30 },
            list: { handler: 'orders.list.handle', environment: { PAGE_SIZE: '50' } },
          },
        ],
      }),
  })
  .transform(({ functions, ...fields }, context): FunctionsDefinition => {
    const defaults = { ...fields, $schema: undefined };
    const named = Object.entries(functions).flatMap(([name, own]) => {
      const { data, error } = functionDefinitionSchema.safeParse(merge(name, defaults, own), {
        reportInput: true,
      });
      for (const issue of error?.issues ?? []) context.issues.push(below(['functions', name], issue));
      return data === undefined ? [] : [{ name, definition: data }];
    });
    for (const { name, message } of sharedNames(named))
      context.issues.push({ code: 'custom', input: name, path: ['functions', name], message });
    return { isTable: true, functions: named };
  });

/** Moves an issue below a path. */
const below = (path: readonly string[], issue: z.core.$ZodIssue): z.core.$ZodRawIssue =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- zod types the issues that it returns more loosely than those that it takes
  ({ ...issue, path: [...path, ...issue.path] }) as z.core.$ZodRawIssue;

type Fields = Readonly<Record<string, unknown>>;

/** The fields that a function adds to, as SAM and Serverless do for variables. */
const mergedFields = ['environment', 'tags'];

const merge = (name: string, defaults: Fields, own: Fields): Fields => {
  const functionName = textOf(defaults['functionName'])?.replaceAll(namePlaceholder, name) ?? name;
  const maps = mergedFields
    .filter((field) => field in defaults && field in own)
    .map((field) => [field, { ...mapOf(defaults[field]), ...mapOf(own[field]) }] as const);
  return { ...defaults, functionName, ...own, ...Object.fromEntries<object>(maps) };
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const mapOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** Finds names that would make two functions one: on AWS, and in folders of file systems that ignore case. */
const sharedNames = (
  functions: readonly NamedFunction[],
): readonly { readonly name: string; readonly message: string }[] =>
  functions.flatMap(({ name, definition: { functionName } }, at) =>
    functions.slice(0, at).flatMap((other) => {
      if (other.definition.functionName === functionName)
        return [{ name, message: `has the functionName of ${other.name}` }];
      return other.name.toLowerCase() === name.toLowerCase()
        ? [{ name, message: `differs from ${other.name} only in upper and lower case` }]
        : [];
    }),
  );
