export default { displayName: 'docs', preset: '../../jest.preset.cjs' };
