export default { displayName: 'compile', preset: '../../jest.preset.cjs' };
