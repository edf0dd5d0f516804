import * as audit from '../../../../../libs/packaging/src/audit-build/audit-build.ts';

it('what stands for the audit has every name that a build takes from it', async () => {
  const standIn = (await import(new URL('no-audit.mjs', import.meta.url).href)) as object;
  expect(Object.keys(standIn).sort()).toEqual(Object.keys(audit).sort());
});
