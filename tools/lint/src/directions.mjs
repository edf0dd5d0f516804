/**
 * Who may import whom. A library's line names every sibling it may use; a library without a line may use
 * none. The tools may use all of them. The private packages `testing-…` among the tools are for tests: any
 * library’s tests may use them, its product code may not.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const siblings = {
  failure: [],
  terminal: ['failure'],
  'platform-resolution': ['failure'],
  artifact: ['failure', 'platform-resolution'],
  report: ['failure', 'terminal', 'platform-resolution', 'artifact'],
  'execution-environment': ['failure', 'platform-resolution'],
  packaging: ['failure', 'platform-resolution', 'artifact', 'execution-environment'],
  publishing: ['failure', 'platform-resolution', 'artifact'],
  'local-lambda': ['failure', 'platform-resolution', 'artifact', 'execution-environment'],
  scaffolding: ['failure', 'platform-resolution', 'artifact'],
  layer: [
    'failure',
    'terminal',
    'report',
    'platform-resolution',
    'artifact',
    'execution-environment',
    'packaging',
    'publishing',
    'scaffolding',
  ],
  lambda: [
    'failure',
    'terminal',
    'platform-resolution',
    'artifact',
    'execution-environment',
    'packaging',
    'publishing',
    'scaffolding',
  ],
};

/**
 * What only some folders of the libraries may import. Tests are free of this table: they check against the
 * real tools.
 * @type {readonly { readonly modules: readonly string[], readonly only: readonly string[] }[]}
 */
export const reserved = [
  { modules: ['nx', '@nx/'], only: ['libs/layer/', 'libs/lambda/', 'libs/scaffolding/'] },
  { modules: ['@aws-sdk/', '@smithy/'], only: ['libs/publishing/src/aws/'] },
  {
    modules: ['execa', 'child_process'],
    only: ['libs/execution-environment/', 'libs/packaging/src/uv/'],
  },
];
