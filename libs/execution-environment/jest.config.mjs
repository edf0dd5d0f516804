export default { displayName: 'execution-environment', preset: '../../jest.preset.cjs' };
