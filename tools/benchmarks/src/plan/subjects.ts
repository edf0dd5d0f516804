import { targetsOf } from '@layerkit/artifact/definition';
import { pruneOptions } from '@layerkit/assembly';
import type { Material } from '../preparation/material.ts';
import { audit, build, runNx, splice } from './own-subjects.ts';
import { hashWheels, pipAndZip, uvAndZip } from './peer-subjects.ts';

/** Returns every subject, or the reason why this host can't run it. */
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
  nx: runNx('nx run, not cached', { ...here(material), options: ['--skip-nx-cache'] }),
  nxCached: runNx('nx run, nothing to do', here(material)),
  nxNothing: runNx('nx run of nothing', { ...here(material), task: nothing }),
  nxDaemonCached: runNx('nx run, nothing to do, with daemon', { ...here(material), daemon: true }),
  nxDaemonNothing: runNx('nx run of nothing, with daemon', {
    ...here(material),
    daemon: true,
    task: nothing,
  }),
  installedCached: runNx('installed: nx run, nothing to do', there(material)),
  installedNothing: runNx('installed: nx run of nothing', {
    ...there(material),
    task: nothingThere,
  }),
  installedDaemonCached: runNx('installed: nx run, nothing to do, with daemon', {
    ...there(material),
    daemon: true,
  }),
  installedDaemonNothing: runNx('installed: nx run of nothing, with daemon', {
    ...there(material),
    daemon: true,
    task: nothingThere,
  }),
});

const nothing = 'benchmarks:nothing';
const nothingThere = 'nothing:nothing';

const here = ({ workspaceRoot, project }: Material) => ({
  cwd: workspaceRoot,
  task: `${project}:build`,
  daemon: false,
});

const there = ({ consumer, project }: Material) => ({
  cwd: consumer,
  task: `${project}:build`,
  daemon: false,
});

export type Subjects = ReturnType<typeof subjectsOf>;
export type SubjectName = keyof Subjects;
