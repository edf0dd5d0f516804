export default { displayName: 'assembly', preset: '../../jest.preset.cjs' };
