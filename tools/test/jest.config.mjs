export default { displayName: 'test', preset: '../../jest.preset.cjs' };
