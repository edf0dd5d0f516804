export { writeTree } from '../../execution-environment/test/write-tree.ts';
