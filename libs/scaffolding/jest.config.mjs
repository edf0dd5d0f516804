export default { displayName: 'scaffolding', preset: '../../jest.preset.cjs' };
