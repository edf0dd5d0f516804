/** One kind of file that says what a layer requires. */
export interface RequirementsKind<Name extends string = RequirementsKindName> {
  readonly name: Name;
  /** With its article, for messages. */
  readonly label: string;
  /** Matches the paths of such files. */
  readonly pattern: RegExp;
  /** The fields beside `file` in “requirements” of layer.json that choose what of it counts. */
  readonly choices: readonly RequirementsChoice[];
  /** Whether it includes other files, by -r and -c. */
  readonly includesFiles: boolean;
}

export type RequirementsKindName = (typeof rows)[number]['name'];

export type RequirementsChoice = 'extras' | 'groups' | 'package';

/** A new kind is a row here and a reader where locks are made, which the compiler asks for. */
const rows = [
  {
    name: 'requirements',
    label: 'a requirements file',
    pattern: /\.(?:txt|in)$/,
    choices: [],
    includesFiles: true,
  },
  {
    name: 'pyproject',
    label: 'a pyproject.toml',
    pattern: /\.toml$/,
    choices: ['extras', 'groups'],
    includesFiles: false,
  },
  {
    name: 'uv-lock',
    label: 'a uv.lock',
    pattern: /uv\.lock$/,
    choices: ['extras', 'groups', 'package'],
    includesFiles: false,
  },
] as const satisfies readonly RequirementsKind<string>[];

const requirementsKinds: readonly RequirementsKind[] = rows;

/** Returns the kind whose files have such a name; undefined if there is none. */
export const requirementsKindNamed = (file: string): RequirementsKind | undefined =>
  requirementsKinds.find(({ pattern }) => pattern.test(file));

/** Returns the kind of a file that layer.json names. A requirements file can have any name. */
export const requirementsKindOf = (file: string): RequirementsKind => requirementsKindNamed(file) ?? rows[0];

/** Returns the kinds in words, or only those that one can choose from: `a pyproject.toml or a uv.lock`. */
export const requirementsLabels = (choice?: RequirementsChoice): string => {
  const kinds = requirementsKinds.filter(({ choices }) => choice === undefined || choices.includes(choice));
  const labels = kinds.map(({ label }) => label);
  return [labels.slice(0, -1).join(', '), ...labels.slice(-1)].filter((part) => part !== '').join(' or ');
};
