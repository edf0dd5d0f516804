export default { displayName: 'setup', preset: '../../jest.preset.cjs' };
