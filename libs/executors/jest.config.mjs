export default { displayName: 'executors', preset: '../../jest.preset.cjs' };
