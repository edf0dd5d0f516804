export default { displayName: 'terminal', preset: '../../jest.preset.cjs' };
