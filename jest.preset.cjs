// Everything runs as ESM, as it is written, dependencies included. Only our own TypeScript is transformed.
if (
  !process.execArgv
    .concat(process.env.NODE_OPTIONS ?? '')
    .join(' ')
    .includes('--experimental-vm-modules')
)
  throw new Error('Jest needs Node’s flag --experimental-vm-modules. Run `npm run jest -- ARGUMENTS`.');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts'],
  // Slow tests next to the code that they test: `npm run acceptance` runs them
  testPathIgnorePatterns: ['/node_modules/', String.raw`\.acceptance\.spec\.ts$`],
  extensionsToTreatAsEsm: ['.ts'],
  setupFilesAfterEnv: [require.resolve('./tools/testing-matchers/src/set-up.ts')],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
};
