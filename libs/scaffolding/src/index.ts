export { asGenerator } from './as-generator.ts';
export { ignoreInGit } from './workspace/ignore-in-git.ts';
export { setUpWorkspace, type WorkspaceSetUp } from './workspace/set-up-workspace.ts';
export type { Plugin } from './workspace/plugin.ts';
export { infersTargets } from './workspace/graph-plugins.ts';
export { listOf } from './project/list-of.ts';
export { checkProjectName } from './project/project-name.ts';
export { moduleNameFor } from './project/module-name.ts';
export { placeProject, type PlaceWanted, type ProjectPlace } from './project/place-project.ts';
export { addProject, type NewProject } from './project/add-project.ts';
export { refuseOverwriting } from './project/refuse-overwriting.ts';
export { refuseConflicts, type Fact } from './project/refuse-conflicts.ts';
export {
  findFunction,
  findLayer,
  type WorkspaceFunction,
  type WorkspaceLayer,
} from './project/find-project.ts';
export { refuseUnfitLayers } from './project/refuse-unfit-layers.ts';
