import { normalizeProjectName } from '../wheel/project-name.ts';
import {
  selectionVariables,
  type Marker,
  type MarkerEnvironment,
  type MarkerOperator,
  type MarkerSelection,
  type SelectionVariable,
} from './marker.ts';
import { isSpecifier, satisfies } from './satisfies.ts';
import { isVersion } from '../wheel/pep440.ts';

/**
 * Whether a marker is true in an environment, with the given extra, or with everything that was selected.
 * @param environment if undefined: whether the marker can be true in some environment
 */
export const evaluateMarker = (
  marker: Marker,
  environment: MarkerEnvironment | undefined,
  selected: string | MarkerSelection = '',
): boolean => {
  if (marker.kind !== 'comparison') {
    const holds = (operand: Marker): boolean => evaluateMarker(operand, environment, selected);
    return marker.kind === 'and' ? marker.operands.every(holds) : marker.operands.some(holds);
  }
  const { left, operator, right } = marker;
  const variable = left.kind === 'variable' ? left.name : right.kind === 'variable' ? right.name : undefined;
  if (isSelection(variable)) return compareSelected(marker, variable, selected);
  if (environment === undefined) return true;
  const [one, other] = [left, right].map((operand) => {
    if (operand.kind === 'text') return operand.text;
    return isSelection(operand.name) ? undefined : environment[operand.name];
  });
  if (one === undefined || other === undefined) return false;
  return variable !== undefined && versionVariables.has(variable)
    ? compareVersions(one, operator, other)
    : compareTexts(one, operator, other);
};

const isSelection = (name: string | undefined): name is SelectionVariable =>
  selectionVariables.some((known) => known === name);

/**
 * Compares what was selected with a name. `extra` holds each extra in turn: one must be equal, and none may be if the
 * operator is negative. The sets of PEP 751 have only `in` and `not in`.
 */
const compareSelected = (
  { left, operator, right }: Extract<Marker, { kind: 'comparison' }>,
  variable: SelectionVariable,
  selected: string | MarkerSelection,
): boolean => {
  const { extras, groups } = typeof selected === 'string' ? { extras: [selected], groups: [] } : selected;
  const names = (variable === 'dependency_groups' ? groups : extras).map(normalizeProjectName);
  const [one, other] = [left, right].map((operand) =>
    operand.kind === 'text' ? normalizeProjectName(operand.text) : undefined,
  );
  if (variable !== 'extra') {
    if (one === undefined || other !== undefined) return false;
    return operator === 'in' ? names.includes(one) : operator === 'not in' && !names.includes(one);
  }
  const holds = (name: string): boolean => compareTexts(one ?? name, operator, other ?? name);
  const isNegative = operator === '!=' || operator === 'not in';
  const values = names.length === 0 ? [''] : names;
  return isNegative ? values.every(holds) : values.some(holds);
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
