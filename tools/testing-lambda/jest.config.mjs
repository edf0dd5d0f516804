export default { displayName: 'testing-lambda', preset: '../../jest.preset.cjs' };
