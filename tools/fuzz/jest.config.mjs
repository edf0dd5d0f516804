export default { displayName: 'fuzz', preset: '../../jest.preset.cjs' };
