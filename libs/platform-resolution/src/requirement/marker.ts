/** The variables of markers (dependency specifiers, "Environment Markers"), except `extra`. */
export const markerVariables = [
  'os_name',
  'sys_platform',
  'platform_machine',
  'platform_python_implementation',
  'platform_release',
  'platform_system',
  'platform_version',
  'python_version',
  'python_full_version',
  'implementation_name',
  'implementation_version',
] as const;

type MarkerVariable = (typeof markerVariables)[number];

/** The values of the marker variables for an interpreter. */
export type MarkerEnvironment = Readonly<Record<MarkerVariable, string>>;

/** The variables for what was selected: `extra` (dependency specifiers), and the sets of lock files (PEP 751). */
export const selectionVariables = ['extra', 'extras', 'dependency_groups'] as const;

export type SelectionVariable = (typeof selectionVariables)[number];

/** The extras and dependency groups that were selected. Normalized. */
export interface MarkerSelection {
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}

export const markerOperators = ['===', '~=', '==', '!=', '<=', '>=', '<', '>', 'in', 'not in'] as const;

export type MarkerOperator = (typeof markerOperators)[number];

/** One side of a comparison. */
export type MarkerOperand =
  | { readonly kind: 'variable'; readonly name: MarkerVariable | SelectionVariable }
  | { readonly kind: 'text'; readonly text: string };

/** A condition on a requirement. */
export type Marker =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Marker[] }
  | {
      readonly kind: 'comparison';
      readonly left: MarkerOperand;
      readonly operator: MarkerOperator;
      readonly right: MarkerOperand;
    };
