export default { displayName: 'packaging', preset: '../../jest.preset.cjs' };
