export default { displayName: 'artifact', preset: '../../jest.preset.cjs' };
