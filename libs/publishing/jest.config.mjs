export default { displayName: 'publishing', preset: '../../jest.preset.cjs' };
