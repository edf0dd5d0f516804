export { writeTree } from '@layerkit/testing-files';
