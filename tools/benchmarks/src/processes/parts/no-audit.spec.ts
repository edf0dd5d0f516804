import * as audit from '../../../../../libs/packaging/src/audit-build/audit-build.ts';

it('the replacement of the audit exports every name that a build imports', async () => {
  const standIn = (await import(new URL('no-audit.mjs', import.meta.url).href)) as object;
  expect(Object.keys(standIn).sort()).toEqual(Object.keys(audit).sort());
});
