export default { displayName: 'wheels', preset: '../../jest.preset.cjs' };
