export default {
  displayName: 'acceptance',
  preset: '../../jest.preset.cjs',
  roots: ['<rootDir>/acceptance', '<rootDir>/../../libs'],
  testMatch: ['**/acceptance/**/*.spec.ts', '**/*.acceptance.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
