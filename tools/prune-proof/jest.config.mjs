export default { displayName: 'prune-proof', preset: '../../jest.preset.cjs' };
