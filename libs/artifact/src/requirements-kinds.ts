export {
  requirementsKindNamed,
  requirementsKindOf,
  requirementsLabels,
  type RequirementsKindName,
} from './definition/requirements-kinds.ts';
