import { fileURLToPath } from 'node:url';
import type { ImportedModule } from '@layerkit/artifact/verification';

/** The folder with the programs that import modules. */
export const probeFolder = fileURLToPath(new URL('./python/', import.meta.url));

/** The task of one interpreter. */
export interface ProbeTask {
  readonly modules: readonly string[];
  /** Imported after the modules, each in a copy of the interpreter that has imported only the modules. */
  readonly submodules: readonly string[];
  /** Modules that failed in an earlier interpreter. Nothing below them is tried. */
  readonly failed: readonly string[];
  /** Whole seconds for each import. */
  readonly secondsPerModule: number;
  /** Seconds after which no further import starts. */
  readonly budgetSeconds: number;
}

/** The results for all modules of a task, in order, or for the first of them. */
export interface ProbeRun {
  readonly finished: readonly ImportedModule[];
  /** The module whose import stopped the interpreter, with its error. */
  readonly stopped?: ImportedModule | undefined;
  /** Absent if the interpreter was not stopped. `misbehaved` makes all results of the run doubtful. */
  readonly stoppedBy?: StopKind | undefined;
  /** The time and memory by the module whose code used them, in seconds and bytes. */
  readonly spent: ReadonlyMap<string, Spent>;
  /** The last lines on standard error, in case nothing was started. */
  readonly lastWords: string;
}

export const stopKinds = ['timed-out', 'ended', 'misbehaved', 'over-limit'] as const;

/** How an import stopped its interpreter. `misbehaved`: it wrote to the channel between probe and interpreter. */
export type StopKind = (typeof stopKinds)[number];

export interface Spent {
  readonly seconds: number;
  readonly bytes: number;
}

/** Imports modules in one interpreter until all are done, the time is over, or one of them stops it. */
export type Probe = (task: ProbeTask) => Promise<ProbeRun>;
