import type { z } from 'zod';
import { serializationFailed, validationFailed } from '../refusal/refusals.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks the members of a request against the schema of its operation.
 * @throws Refusal ValidationException with all problems in one message, as AWS writes it, in the order of the
 *   schema; SerializationException for a member of the wrong type
 */
export const parseMembers = <T>(schema: z.ZodType<T>, members: unknown): T => {
  const result = schema.safeParse(members, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  issues.forEach(refuseOtherType);
  throw validationFailed(issues.map((issue) => describe(issue, members)));
};

const refuseOtherType = (issue: Issue): void => {
  if (issue.code !== 'invalid_type' || issue.input === undefined) return;
  throw serializationFailed(`${tokenOf(issue.input)} can not be converted to ${targetOf(issue.expected)}`);
};

const describe = (issue: Issue, members: unknown): string => {
  const where = issue.path.map((part) => memberName(String(part))).join('.');
  if (issue.code === 'invalid_type')
    return `Value null at '${where}' failed to satisfy constraint: Member must not be null`;
  const hidden = issue.code === 'custom' && issue.params?.['sensitive'] === true;
  const value = hidden ? '' : ` '${show(valueAt(members, issue.path))}'`;
  return `Value${value} at '${where}' failed to satisfy constraint: ${issue.message}`;
};

const memberName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const valueAt = (members: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    members,
  );

const show = (value: unknown): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

const tokenOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'object') return 'START_OBJECT';
  return `${(typeof value).toUpperCase()}_VALUE`;
};

const targetOf = (expected: string): string => {
  const name = { int: 'Integer', number: 'Integer', array: 'List', record: 'Map', object: 'Structure' }[
    expected
  ];
  const article = name === 'Integer' ? 'an' : 'a';
  return `${article} ${name ?? memberTitle(expected)}`;
};

const memberTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
