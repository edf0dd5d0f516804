export default { displayName: 'audit', preset: '../../jest.preset.cjs' };
