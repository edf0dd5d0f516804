// The options of every library; src/main.ts adds those of one
/** @type {ConstructorParameters<typeof import('@stryker-mutator/core').Stryker>[0]} */
export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  // Each change is tested only by the tests that reach the changed code
  coverageAnalysis: 'perTest',
  // Code that runs once, at import, would need every test again for each change
  ignoreStatic: true,
  incremental: true,
  // A busy machine must not look like a change that was noticed. Stryker itself counts the rounds of endless loops
  dryRunTimeoutMinutes: 30,
  timeoutMS: 120_000,
  tempDirName: 'tmp/mutation',
  ignorePatterns: ['.layerkit', '.nx', 'dist', 'tmp'],
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false },
};
