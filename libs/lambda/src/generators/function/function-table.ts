import type { NamedFunction } from '@layerkit/artifact/definition';
import { isObject } from '@layerkit/artifact/definition-files';
import type { WantedFunction } from './wanted-function.ts';

/** The fields of a function.json with a table of functions. */
export interface TableFields {
  readonly [field: string]: unknown;
  readonly functions: Readonly<Record<string, unknown>>;
}

/** The fields that the functions of a project usually share. The others stay with the function that states them. */
const sharedFields: ReadonlySet<string> = new Set([
  '$schema',
  'runtime',
  'architecture',
  'sources',
  'exclude',
  // the lock of the project is made from these
  'requirements',
  'constraints',
  'allowBuild',
  'role',
  'layers',
  'audit',
]);

/** Returns the fields of a function.json as a table. A single function keeps every value that it states. */
export const asTable = (fields: unknown, [first]: readonly NamedFunction[]): TableFields => {
  const stated = isObject(fields) ? fields : {};
  const { functions } = stated;
  if (isObject(functions)) return { ...stated, functions };
  const pick = (isShared: boolean) =>
    Object.fromEntries(
      Object.entries(stated).filter(
        ([field]) => field !== 'functionName' && sharedFields.has(field) === isShared,
      ),
    );
  return { ...pick(true), functions: { [first?.name ?? '']: pick(false) } };
};

/** Returns the fields that the options state for a function, apart from its handler. */
export const ownFieldsOf = ({
  name,
  functionName,
  runtime,
  architecture,
  sources,
  role,
  layers,
}: WantedFunction) => ({
  functionName: functionName === name ? undefined : functionName,
  runtime,
  architecture,
  sources,
  role,
  layers,
});
