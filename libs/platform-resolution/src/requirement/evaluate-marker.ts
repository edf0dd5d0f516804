import { normalizeProjectName } from '../wheel/project-name.ts';
import type { Marker, MarkerEnvironment, MarkerOperator } from './marker.ts';
import { isSpecifier, satisfies } from './satisfies.ts';
import { isVersion } from '../wheel/pep440.ts';

/** Whether a marker is true in an environment, with the given extra or none. */
export const evaluateMarker = (marker: Marker, environment: MarkerEnvironment, extra = ''): boolean => {
  if (marker.kind !== 'comparison') {
    const holds = (operand: Marker): boolean => evaluateMarker(operand, environment, extra);
    return marker.kind === 'and' ? marker.operands.every(holds) : marker.operands.some(holds);
  }
  const { left, operator, right } = marker;
  const variable = left.kind === 'variable' ? left.name : right.kind === 'variable' ? right.name : undefined;
  const [one, other] = [left, right].map((operand) => {
    if (operand.kind === 'text')
      return variable === 'extra' ? normalizeProjectName(operand.text) : operand.text;
    return operand.name === 'extra' ? normalizeProjectName(extra) : environment[operand.name];
  });
  if (one === undefined || other === undefined) return false;
  return variable !== undefined && versionVariables.has(variable)
    ? compareVersions(one, operator, other)
    : compareTexts(one, operator, other);
};

const versionVariables: ReadonlySet<string> = new Set([
  'python_version',
  'python_full_version',
  'implementation_version',
  'platform_release',
]);

/**
 * Compares as versions if both sides are versions, otherwise as texts (dependency specifiers, "Environment Markers").
 * An unknown value, the empty text, differs from every other.
 */
const compareVersions = (left: string, operator: MarkerOperator, right: string): boolean => {
  if (left === '' || right === '') return operator === '!=' || operator === 'not in';
  if (operator === 'in' || operator === 'not in' || !isSpecifier(operator + right) || !isVersion(left))
    return compareTexts(left, operator, right);
  return satisfies(left, operator + right);
};

const compareTexts = (left: string, operator: MarkerOperator, right: string): boolean => {
  switch (operator) {
    case 'in':
      return right.includes(left);
    case 'not in':
      return !right.includes(left);
    case '==':
    case '===':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '~=':
      return false;
  }
};
