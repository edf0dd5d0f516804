export default { displayName: 'verification', preset: '../../jest.preset.cjs' };
