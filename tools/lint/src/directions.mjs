/** The allowed imports of a library that reads wheels and runs programs. */
const ofWheels = [
  'failure',
  'temporary-files',
  'platform-resolution',
  'artifact',
  'execution-environment',
  'zip',
  'wheels',
];

/**
 * The imports between libraries that are allowed. A library's line names every sibling that it may import; a
 * library without a line may import none. The tools may import all of them. The private packages `testing-…`
 * are for tests: the tests of every library may import them, product code may not.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const siblings = {
  failure: [],
  'temporary-files': [],
  terminal: ['failure'],
  'platform-resolution': ['failure'],
  artifact: ['failure', 'temporary-files', 'platform-resolution'],
  report: ['failure', 'terminal', 'platform-resolution', 'artifact', 'audit'],
  'execution-environment': ['failure', 'temporary-files', 'platform-resolution'],
  zip: ['failure', 'artifact'],
  wheels: ['failure', 'temporary-files', 'platform-resolution', 'artifact', 'zip'],
  locking: ofWheels,
  assembly: ofWheels,
  'binary-formats': [],
  audit: ['failure', 'platform-resolution', 'artifact', 'zip', 'wheels', 'binary-formats'],
  verification: ['failure', 'platform-resolution', 'artifact', 'execution-environment', 'zip'],
  packaging: [
    'failure',
    'temporary-files',
    'platform-resolution',
    'artifact',
    'execution-environment',
    'zip',
    'wheels',
    'locking',
    'assembly',
    'binary-formats',
    'audit',
    'verification',
  ],
  publishing: ['failure', 'platform-resolution', 'artifact'],
  'local-lambda': ['failure', 'temporary-files', 'platform-resolution', 'artifact', 'execution-environment'],
  executors: ['failure', 'terminal', 'artifact'],
  scaffolding: ['failure', 'platform-resolution', 'artifact', 'executors'],
  layer: [
    'failure',
    'temporary-files',
    'terminal',
    'report',
    'platform-resolution',
    'artifact',
    'execution-environment',
    'locking',
    'audit',
    'verification',
    'packaging',
    'publishing',
    'executors',
    'scaffolding',
  ],
  lambda: [
    'failure',
    'terminal',
    'report',
    'platform-resolution',
    'artifact',
    'execution-environment',
    'packaging',
    'publishing',
    'executors',
    'scaffolding',
  ],
};

/**
 * Modules that only some folders of the libraries may import. Tests may import them everywhere, since they run
 * the real tools.
 * @type {readonly { readonly modules: readonly string[], readonly only: readonly string[] }[]}
 */
export const reserved = [
  { modules: ['nx', '@nx/'], only: ['libs/layer/', 'libs/lambda/', 'libs/executors/', 'libs/scaffolding/'] },
  { modules: ['@aws-sdk/', '@smithy/'], only: ['libs/publishing/src/aws/'] },
  {
    modules: ['execa', 'child_process'],
    only: ['libs/execution-environment/', 'libs/locking/src/uv/', 'libs/temporary-files/'],
  },
];
