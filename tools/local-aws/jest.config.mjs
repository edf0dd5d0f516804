// Each test starts Node twice: slow on a busy machine, never endless
export default { displayName: 'local-aws', preset: '../../jest.preset.cjs', testTimeout: 60_000 };
