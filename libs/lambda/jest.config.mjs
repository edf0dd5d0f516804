export default { displayName: 'lambda', preset: '../../jest.preset.cjs' };
