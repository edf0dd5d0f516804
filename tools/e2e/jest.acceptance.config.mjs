export default {
  displayName: 'acceptance',
  preset: '../../jest.preset.cjs',
  testMatch: ['<rootDir>/acceptance/**/*.spec.ts'],
};
