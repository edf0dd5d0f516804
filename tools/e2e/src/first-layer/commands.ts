/** A command that the user types, after `cd`. */
export interface Command {
  readonly words: readonly [program: string, ...args: string[]];
  /** The working folder, relative to the empty folder at the start. */
  readonly folder?: string | undefined;
}

const workspace = 'my-workspace';
const inside = (...words: Command['words']): Command => ({ words, folder: workspace });

/** The command that creates the workspace. */
export const creation: Command = {
  words: [
    'npx',
    '--yes',
    'create-nx-workspace@23',
    workspace,
    '--preset=apps',
    '--pm=npm',
    '--nxCloud=skip',
    '--skipGit',
    '--no-interactive',
  ],
};

/** The commands from the new workspace to a published layer. The last one shows that nothing is left to do. */
export const commands: readonly Command[] = [
  inside('npx', 'nx', 'add', '@layerkit/layer'),
  inside(
    'npx',
    'nx',
    'g',
    '@layerkit/layer:layer',
    'deps',
    '--requirements=boto3,pydantic',
    '--runtime=python3.12',
  ),
  inside('npx', 'nx', 'run', 'deps:build'),
  inside('npx', 'nx', 'run', 'deps:publish'),
  inside('npx', 'nx', 'run', 'deps:publish'),
];
