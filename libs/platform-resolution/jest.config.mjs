export default { displayName: 'platform-resolution', preset: '../../jest.preset.cjs' };
