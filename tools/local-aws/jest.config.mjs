export default { displayName: 'local-aws', preset: '../../jest.preset.cjs' };
