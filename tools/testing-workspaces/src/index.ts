export { emptyWorkspace, filesOf } from './empty-workspace.ts';
