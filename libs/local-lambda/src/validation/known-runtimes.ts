// Two lists of AWS, in AWS's order (recorded 2026-01). Its refusals of a new layer or function list the runtimes
// that functions can still be created with. A layer can be published for any runtime that ever existed.

export const creatableRuntimes = [
  'nodejs20.x',
  'python3.14',
  'provided.al2023',
  'python3.12',
  'python3.13',
  'nodejs24.x',
  'nodejs22.x',
  'java25',
  'python3.10',
  'python3.11',
  'java21',
  'ruby3.3',
  'ruby3.4',
  'ruby3.2',
  'python3.8',
  'python3.9',
  'java17',
  'nodejs16.x',
  'dotnet10',
  'dotnet8',
  'java11',
  'dotnet6',
  'nodejs18.x',
  'provided.al2',
  'java8.al2',
] as const;

/**
 * Runtimes of botocore’s model of 2026-11-20 that the recorded refusals don’t list, because they are newer. Functions
 * can be created for them. python3.15 and nodejs26.x have been in public preview since 2026-08.
 */
export const newerRuntimes = [
  'python3.15',
  'nodejs26.x',
  'ruby4.0',
  'java8.al2023',
  'java11.al2023',
  'java17.al2023',
] as const;

/** The runtime of customers’ own images, which a function names in its RuntimeConfig. */
export const customRuntime = 'custom';

/** Names that AWS lists but never offered. Unlike the others of its list, they are not retired. */
export const neverOffered: readonly string[] = ['ruby3.5', 'nasa', 'byol'];

export const everyRuntime = [
  'ruby3.5',
  'ruby2.6',
  'dotnetcore1.0',
  'python3.7',
  'nodejs8.10',
  'nasa',
  'ruby2.7',
  'python2.7-greengrass',
  'dotnetcore2.0',
  'python3.8',
  'java21',
  'dotnet6',
  'dotnetcore2.1',
  'python3.9',
  'java11',
  'nodejs6.10',
  'provided',
  'dotnetcore3.1',
  'dotnet8',
  'java25',
  'java17',
  'nodejs',
  'nodejs4.3',
  'java8.al2',
  'go1.x',
  'dotnet10',
  'nodejs20.x',
  'go1.9',
  'byol',
  'nodejs10.x',
  'provided.al2023',
  'nodejs22.x',
  'python3.10',
  'java8',
  'nodejs12.x',
  'python3.11',
  'nodejs24.x',
  'nodejs8.x',
  'python3.12',
  'nodejs14.x',
  'nodejs8.9',
  'nodejs26.x',
  'python3.13',
  'python3.14',
  'nodejs16.x',
  'python3.15',
  'provided.al2',
  'nodejs4.3-edge',
  'nodejs18.x',
  'ruby3.2',
  'python3.4',
  'ruby3.3',
  'ruby3.4',
  'ruby2.5',
  'python3.6',
  'python2.7',
] as const;
