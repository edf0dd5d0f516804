import { pruneOptions } from '@layerkit/packaging';
import { targetsOf } from '@layerkit/artifact';
import type { Material } from '../preparation/material.ts';
import { audit, build, runNx, splice } from './own-subjects.ts';
import { hashWheels, pipAndZip, uvAndZip } from './peer-subjects.ts';

/** Every process that is measured, or why it can't be. */
export const subjectsOf = (material: Material) => ({
  hash: hashWheels(material),
  splice: splice(material, 'splice', []),
  splicePruned: splice(material, 'splice, pruned', pruneOptions(material.definition.prune).rules),
  audit: audit(material, 'audit'),
  build: build(material, 'our build', { prune: 'all', targets: [material.target] }),
  buildUnpruned: build(material, 'our build, nothing pruned', { prune: 'none', targets: [material.target] }),
  buildUnaudited: build(material, 'our build, not audited', {
    prune: 'all',
    targets: [material.target],
    entry: material.compiled.buildUnaudited,
  }),
  buildAll: build(material, 'our build, all targets', {
    prune: 'all',
    targets: targetsOf(material.definition),
  }),
  pip: pipAndZip(material),
  uv: uvAndZip(material),
  nx: runNx(material, 'nx run, not cached', ['--skip-nx-cache']),
  nxCached: runNx(material, 'nx run, nothing to do', []),
});

export type Subjects = ReturnType<typeof subjectsOf>;
export type SubjectName = keyof Subjects;
