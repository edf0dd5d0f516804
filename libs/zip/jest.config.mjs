export default { displayName: 'zip', preset: '../../jest.preset.cjs' };
