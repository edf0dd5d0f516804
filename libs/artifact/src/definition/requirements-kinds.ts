/** One kind of requirements source. */
export interface RequirementsKind<Name extends string = RequirementsKindName> {
  readonly name: Name;
  /** With its article, for messages. */
  readonly label: string;
  /** Matches the paths of such files. */
  readonly pattern: RegExp;
  /** The fields next to `file` in “requirements” of layer.json that choose a part of the file. */
  readonly choices: readonly RequirementsChoice[];
  /** Whether it can include other files, with -r and -c. */
  readonly includesFiles: boolean;
  /** The names of files in the same folder that are read with it, if they exist. */
  readonly besides: readonly string[];
}

export type RequirementsKindName = (typeof rows)[number]['name'];

export type RequirementsChoice = 'extras' | 'groups' | 'package' | 'project';

/** To add a kind, add a row here and its reader in libs/locking. The compiler reports a missing reader. */
const rows = [
  {
    name: 'requirements',
    label: 'a requirements file',
    pattern: /\.(?:txt|in)$/,
    choices: [],
    includesFiles: true,
    besides: [],
  },
  {
    name: 'pylock',
    label: 'a pylock.toml',
    // PEP 751, "File name"
    pattern: /(?:^|[/\\])pylock(?:\.[^./\\]+)?\.toml$/,
    choices: ['extras', 'groups'],
    includesFiles: false,
    besides: [],
  },
  {
    name: 'pyproject',
    label: 'a pyproject.toml',
    pattern: /\.toml$/,
    choices: ['extras', 'groups'],
    includesFiles: false,
    besides: ['poetry.lock'],
  },
  {
    name: 'uv-lock',
    label: 'a uv.lock',
    pattern: /uv\.lock$/,
    choices: ['extras', 'groups', 'package', 'project'],
    includesFiles: false,
    besides: [],
  },
  {
    name: 'poetry-lock',
    label: 'a poetry.lock',
    pattern: /poetry\.lock$/,
    choices: ['extras', 'groups'],
    includesFiles: false,
    besides: ['pyproject.toml'],
  },
  {
    name: 'pipfile-lock',
    label: 'a Pipfile.lock',
    // A Pipfile is read through its lock
    pattern: /(?:^|[/\\])Pipfile(?:\.lock)?$/,
    choices: ['groups'],
    includesFiles: false,
    besides: ['Pipfile', 'Pipfile.lock'],
  },
] as const satisfies readonly RequirementsKind<string>[];

const requirementsKinds: readonly RequirementsKind[] = rows;

/** Returns the kind that a file’s name matches; undefined if there is none. */
export const requirementsKindNamed = (file: string): RequirementsKind | undefined =>
  requirementsKinds.find(({ pattern }) => pattern.test(file));

/** Returns the kind of a file that layer.json names. A requirements file can have any name. */
export const requirementsKindOf = (file: string): RequirementsKind => requirementsKindNamed(file) ?? rows[0];

/** Returns the labels of all kinds, or of those with a given choice: `a pyproject.toml or a uv.lock`. */
export const requirementsLabels = (choice?: RequirementsChoice): string => {
  const kinds = requirementsKinds.filter(({ choices }) => choice === undefined || choices.includes(choice));
  const labels = kinds.map(({ label }) => label);
  return [labels.slice(0, -1).join(', '), ...labels.slice(-1)].filter((part) => part !== '').join(' or ');
};
