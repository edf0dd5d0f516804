export { activeRequirements } from './distributions/active-requirements.ts';
export { requirersOf } from './distributions/requirers-of.ts';
export { type GraphNode, requirementGraph } from './why/requirement-graph.ts';
export { requirementsInLayer, whyInLayer, type WhyTarget } from './why/why-in-layer.ts';
