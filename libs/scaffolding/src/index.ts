export { asGenerator } from './as-generator.ts';
export { writeUnformatted } from './unformatted-files.ts';
export { ignoreInGit } from './workspace/ignore-in-git.ts';
export { setUpWorkspace } from './workspace/set-up-workspace.ts';
export { parseRequirements } from './requirements/parse-requirements.ts';
export {
  notRead,
  type RequirementsFile,
  requirementsField,
  requirementsFileOf,
} from './requirements/requirements-file.ts';
export { infersTargets } from './workspace/wiring.ts';
export { writesTargets } from './workspace/writes-targets.ts';
export { schemaReference } from './project/schema-reference.ts';
export { inferTargets } from './inference/infer-targets.ts';
export { listOf } from './project/list-of.ts';
export { moduleNameFor } from './project/module-name.ts';
export { projectRoots } from './project/project-roots.ts';
export { placeProject } from './project/place-project.ts';
export { addProject } from './project/add-project.ts';
export { refuseOverwriting } from './project/refuse-overwriting.ts';
export { refuseTakenNames } from './project/refuse-taken-names.ts';
export { refuseConflicts, type Fact } from './project/refuse-conflicts.ts';
export {
  findDefinedFunctions,
  findFunctionProject,
  findLayerProjects,
  type WorkspaceLayer,
} from './project/find-project.ts';
export { refuseUnfitLayers } from './project/refuse-unfit-layers.ts';
