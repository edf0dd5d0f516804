import { didYouMean } from '@layerkit/failure';
import type { z } from 'zod';
import { knownFields } from './known-fields.ts';
import { meantIssues } from './meant-issues.ts';

/** The number of problems that an error lists. */
const mostProblems = 50;

/** Describes the problems that zod found, as lines: the first ones, and how many more there are. */
export const describeIssues = (issues: readonly z.core.$ZodIssue[], schema: z.ZodType): readonly string[] => {
  const problems = issues.flatMap(meantIssues).flatMap(oneProblemEach);
  const more = problems.length - mostProblems;
  const lines = problems.slice(0, mostProblems).map((problem) => describeIssue(problem, schema));
  return more > 0 ? [...lines, `and ${more} more`] : lines;
};

/** Splits the unknown names of an object. */
const oneProblemEach = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];

/**
 * Describes a problem as a line: the place, the problem and the value, or only its type if that is wrong. An unknown name
 * comes with near names. Parse with `reportInput` to get the values.
 */
const describeIssue = (issue: z.core.$ZodIssue, schema: z.ZodType): string => {
  // zod puts an invalid name at the end of the path
  const path = issue.code === 'invalid_key' ? issue.path.slice(0, -1) : issue.path;
  const where = path.map(String).join('.');
  const line = describe(issue, schema);
  return where === '' ? line : `${where}: ${line}`;
};

const describeName = ({ path, issues, message }: z.core.$ZodIssueInvalidKey): string =>
  `${JSON.stringify(path.at(-1))} ${issues[0]?.message ?? message}`;

const describeUnknown = (key: string, known: readonly string[]): string => {
  const meant = didYouMean(key, known);
  const allowed = known.length === 0 ? '' : `; allowed are ${known.join(', ')}`;
  return `unknown field ${JSON.stringify(key)}${meant === '' ? allowed : meant}`;
};

const describe = (issue: z.core.$ZodIssue, schema: z.ZodType): string => {
  if (issue.code === 'unrecognized_keys')
    return describeUnknown(issue.keys.join(), knownFields(schema, issue.path));
  if (issue.code === 'invalid_key') return describeName(issue);
  if (isMissing(issue)) return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${typeName(issue.expected)}, not ${typeOf(issue.input)}`;
  if (issue.code === 'invalid_value') return describeValue(issue);
  if (issue.code === 'invalid_union') return describeShapes(issue);
  if (issue.path.length === 0 || isSensitive(issue)) return issue.message;
  return `${issue.message}; found ${show(issue.input)}`;
};

const describeValue = ({ input, values }: z.core.$ZodIssueInvalidValue): string => {
  const allowed = values.map(String);
  const meant = typeof input === 'string' ? didYouMean(input, allowed) : '';
  const named =
    meant !== '' && allowed.length > mostNamed ? `the ${allowed.length} allowed values` : allowed.join(', ');
  return `${show(input)} is not one of ${named}${meant}`;
};

/** A longer list would hide the suggested value. */
const mostNamed = 12;

/** Whether the schema says so: `{ params: { sensitive: true } }` of a refinement. */
const isSensitive = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'custom' && issue.params?.['sensitive'] === true;

const isMissing = ({ code, input }: z.core.$ZodIssue): boolean =>
  input === undefined && (code === 'invalid_type' || code === 'invalid_value');

/** Names the types of all allowed shapes, since the problems of a single shape would mislead. */
const describeShapes = ({ errors, message, input }: z.core.$ZodIssueInvalidUnion): string => {
  const expected = errors.flatMap((shape) => shape.flatMap(expectedType));
  return expected.length === 0
    ? `${message}; found ${show(input)}`
    : `must be ${[...new Set(expected)].join(' or ')}, not ${typeOf(input)}`;
};

const expectedType = (issue: z.core.$ZodIssue): readonly string[] =>
  issue.code === 'invalid_type' && issue.path.length === 0 ? [typeName(issue.expected)] : [];

const typeName = (type: string): string => typeNames[type] ?? `a ${type}`;

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  int: 'a whole number',
  null: 'null',
};

/** Names only the type: the value may be a secret. */
const typeOf = (value: unknown): string =>
  typeName(Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

const longest = 80;

const show = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};
