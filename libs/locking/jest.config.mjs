export default { displayName: 'locking', preset: '../../jest.preset.cjs' };
