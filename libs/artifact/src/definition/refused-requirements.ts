/** A kind of file with requirements that layerkit can’t read, and what to do instead. */
export interface RefusedRequirements {
  /** With its article, for messages. */
  readonly label: string;
  readonly hint: string;
}

interface Row extends RefusedRequirements {
  /** Matches the paths of such files. */
  readonly pattern: RegExp;
}

const rows: readonly Row[] = [
  {
    label: 'an environment of conda',
    pattern: /\.ya?ml$/,
    hint: 'In the activated environment, run “pip list --format=freeze > requirements.txt”, remove the packages that the layer does not need, then use that file.',
  },
  {
    label: 'a project of setuptools',
    pattern: /(?:^|[/\\])setup\.(?:py|cfg)$/,
    hint: 'Run “uv pip compile setup.py --output-file=requirements.txt” in its folder (or setup.cfg), then use that file.',
  },
  {
    label: 'a lock of PDM',
    pattern: /(?:^|[/\\])pdm\.lock$/,
    hint: 'Run “pdm export --output=requirements.txt”, then use that file.',
  },
  {
    label: 'a lock in an unknown format',
    pattern: /\.lock$/,
    hint: 'Use a uv.lock, poetry.lock, Pipfile.lock or pylock.toml, or export a requirements file, then use that file.',
  },
];

/** Returns the kind of a file that layerkit can’t read, by its name; undefined for any other. */
export const refusedRequirements = (file: string): RefusedRequirements | undefined =>
  rows.find(({ pattern }) => pattern.test(file));
