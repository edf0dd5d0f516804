export default { displayName: 'binary-formats', preset: '../../jest.preset.cjs' };
