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

export const markerOperators = ['===', '~=', '==', '!=', '<=', '>=', '<', '>', 'in', 'not in'] as const;

export type MarkerOperator = (typeof markerOperators)[number];

/** One side of a comparison. */
export type MarkerOperand =
  | { readonly kind: 'variable'; readonly name: MarkerVariable | 'extra' }
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
