import type { SeenRefusal } from '../support/refusal-of.ts';

/** The runtimes that functions can be created with, as AWS lists them (recorded 2026-01). */
export const creatable =
  'nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2';
const region = '(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}';
export const layerVersionPattern = `(arn:(aws[a-zA-Z-]*)?:lambda:${region}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)`;

export const validation = (...problems: readonly string[]): SeenRefusal => ({
  name: 'ValidationException',
  status: 400,
  message: `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`,
});
export const invalid = (message: string): SeenRefusal => ({
  name: 'InvalidParameterValueException',
  status: 400,
  message,
});
export const notFound = (message = 'The resource you requested does not exist.'): SeenRefusal => ({
  name: 'ResourceNotFoundException',
  status: 404,
  message,
});
/** Makes one sentence of a ValidationException. */
export const unsatisfied = (value: string, member: string, constraint: string): string =>
  `Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`;

/** A test case: a name, the invalid part of a request, and AWS's answer. */
export type Case = readonly [what: string, given: object, expected: SeenRefusal];
