export { foreignFormat } from './requirements/foreign-format.ts';
export { layerRequirements, statedRequirements } from './layer-requirements.ts';
export { type LogicalLine, logicalLines } from './requirements/logical-lines.ts';
export { parseLine } from './requirements/parse-line.ts';
export { readRequirementsText } from './requirements/read-requirements-text.ts';
export { readConstraints } from './requirements/read-requirements.ts';
export { withoutCredentials } from './requirements/without-credentials.ts';
