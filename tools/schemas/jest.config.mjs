export default { displayName: 'schemas', preset: '../../jest.preset.cjs' };
