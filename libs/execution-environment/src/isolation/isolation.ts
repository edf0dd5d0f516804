import type { Interpreter } from '../interpreter/interpreter.ts';

/** How an environment is kept apart from the host, the most faithful first. */
export const isolationKinds = ['mount-namespace', 'bubblewrap', 'relocated'] as const;

export type IsolationKind = (typeof isolationKinds)[number];

/** What is to be seen inside, as folders of the host. */
export interface Layout {
  readonly interpreter: Interpreter;
  /** Unpacked, in Lambda’s order: a later one’s files replace an earlier one’s. */
  readonly layers: readonly string[];
  readonly task: string | undefined;
  /** Merged like layers. */
  readonly runtime: readonly string[];
  readonly tmp: string;
  /** A folder of the environment’s own, for merged copies and mount points. */
  readonly scratch: string;
  readonly network: boolean;
}

/** Where things are for who runs inside. */
export interface EnvironmentPaths {
  readonly task: string;
  readonly opt: string;
  readonly runtime: string;
  readonly tmp: string;
  /** The installation of Python: `/var/lang` on AWS. */
  readonly lang: string;
}

/** What is to be run inside: the program and its arguments, and all of its environment. */
export interface Command {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** A process for the host to start so that the command runs inside. */
interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string | undefined;
  /** Content for a pipe at the first descriptor after the command’s own. */
  readonly secret?: string | undefined;
}

/** A layout made ready in one kind of isolation. */
export interface PreparedIsolation {
  readonly kind: IsolationKind;
  readonly paths: EnvironmentPaths;
  readonly limitations: readonly string[];
  /** The interpreter’s path inside. */
  readonly python: string;
  /** Processes of the isolation’s own above the command’s in the process tree. */
  readonly supervisors: number;
  /** @param secretDescriptor number of the descriptor at which `secret` can be read */
  launch(command: Command, secretDescriptor: number): Launch;
}

/** Gets a layout ready; any error means that this kind doesn’t work here. */
export type PrepareIsolation = (layout: Layout) => Promise<PreparedIsolation>;

/** Lambda’s own places (AWS Lambda developer guide, "Environment variables", and recorded environments). */
export const lambdaPaths: EnvironmentPaths = {
  task: '/var/task',
  opt: '/opt',
  runtime: '/var/runtime',
  tmp: '/tmp',
  lang: '/var/lang',
};

/** The user a function runs as on Amazon Linux 2023: sbx_user1051. */
export const sandboxUser = { name: 'sbx_user1051', uid: 993, gid: 990 } as const;
