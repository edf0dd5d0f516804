export default { displayName: 'temporary-files', preset: '../../jest.preset.cjs' };
