export default { displayName: 'layer', preset: '../../jest.preset.cjs' };
