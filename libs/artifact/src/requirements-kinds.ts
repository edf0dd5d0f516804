export { type RefusedRequirements, refusedRequirements } from './definition/refused-requirements.ts';
export {
  requirementsKindNamed,
  requirementsKindOf,
  requirementsLabels,
  type RequirementsKindName,
} from './definition/requirements-kinds.ts';
