export default { displayName: 'local-lambda', preset: '../../jest.preset.cjs' };
