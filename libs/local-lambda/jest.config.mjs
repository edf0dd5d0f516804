// Large zips and real Python processes: slow on a busy machine, never endless
export default { displayName: 'local-lambda', preset: '../../jest.preset.cjs', testTimeout: 60_000 };
