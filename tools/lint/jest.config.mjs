export default { displayName: 'lint', preset: '../../jest.preset.cjs' };
