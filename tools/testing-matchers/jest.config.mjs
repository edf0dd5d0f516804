export default { displayName: 'testing-matchers', preset: '../../jest.preset.cjs' };
