import type { Interpreter } from '../interpreter/interpreter.ts';
import type { ResourceLimits } from './resource-limits.ts';

/** The kinds of isolation from the host, the most faithful first. */
export const isolationKinds = ['mount-namespace', 'bubblewrap', 'relocated'] as const;

export type IsolationKind = (typeof isolationKinds)[number];

/** The content of an environment, as folders of the host. */
export interface Layout {
  readonly interpreter: Interpreter;
  /** Unpacked, in Lambda’s order: files of a later layer replace those of an earlier one. */
  readonly layers: readonly string[];
  readonly task: string | undefined;
  /** Merged like layers. */
  readonly runtime: readonly string[];
  readonly tmp: string;
  /**
   * The size of /tmp in MiB. A mount namespace limits it, with a file system in memory over `tmp`; the other kinds limit
   * only each file.
   */
  readonly tmpMb?: number | undefined;
  readonly limits?: ResourceLimits | undefined;
  /** A folder that only this environment uses, for merged copies and mount points. */
  readonly scratch: string;
  readonly network: boolean;
}

/** The paths that code in the environment sees. */
export interface EnvironmentPaths {
  readonly task: string;
  readonly opt: string;
  readonly runtime: string;
  readonly tmp: string;
  /** The installation of Python: `/var/lang` on AWS. */
  readonly lang: string;
}

/** A command to run in the environment: the program with its arguments, and its complete environment. */
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
  /** The content of a pipe at the first descriptor after those of the command. */
  readonly secret?: string | undefined;
  /** The last descriptor: a pipe to which the isolation writes an error such as `EACCES` if it can’t start the command. */
  readonly errorDescriptor?: number | undefined;
}

/**
 * The origins of the machine code that code in an environment may load: the layers, the function, the runtime and the
 * interpreter. Paths are those that a process inside sees, without links.
 */
export interface OwnCode {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** A layout that is ready in one kind of isolation. */
export interface PreparedIsolation {
  readonly kind: IsolationKind;
  readonly paths: EnvironmentPaths;
  readonly limitations: readonly string[];
  /** The path of the interpreter inside. */
  readonly python: string;
  readonly ownCode: OwnCode;
  /** Variables that replace those of Lambda. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** The number of the isolation’s own processes above the command in the process tree. */
  readonly supervisors: number;
  /** @param firstFree the number of the first descriptor after those of the command */
  launch(command: Command, firstFree: number): Launch;
  /** Ends what the preparation started. */
  close?(): Promise<void>;
}

/** Prepares a layout. An error means that this kind of isolation doesn’t work on this host. */
export type PrepareIsolation = (layout: Layout) => Promise<PreparedIsolation>;

/** Lambda’s own paths (AWS Lambda developer guide, "Environment variables", and recorded environments). */
export const lambdaPaths: EnvironmentPaths = {
  task: '/var/task',
  opt: '/opt',
  runtime: '/var/runtime',
  tmp: '/tmp',
  lang: '/var/lang',
};

/** The user that a function runs as on Amazon Linux 2023. */
export const sandboxUser = { name: 'sbx_user1051', uid: 993, gid: 990 } as const;
