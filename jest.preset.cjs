// Everything runs as the ESM it is written as, dependencies included: only our own TypeScript is transformed.
if (
  !process.execArgv
    .concat(process.env.NODE_OPTIONS ?? '')
    .join(' ')
    .includes('--experimental-vm-modules')
)
  throw new Error('Jest needs Node’s flag --experimental-vm-modules here: use `npm run jest -- ARGUMENTS`.');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts'],
  // Proofs that take longer than one waits for, beside the code that they are about: `npm run acceptance`
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
