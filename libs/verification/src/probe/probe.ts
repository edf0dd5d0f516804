import type { ImportedModule } from '@layerkit/artifact';

/** What one interpreter is to do. */
export interface ProbeTask {
  readonly modules: readonly string[];
  /** Imported after the modules, each in a copy of the interpreter that has imported them, and only them. */
  readonly submodules: readonly string[];
  /** What did not import in an interpreter before: nothing below it is tried. */
  readonly failed: readonly string[];
  /** Whole seconds for each single import. */
  readonly secondsPerModule: number;
  /** Seconds after which no further import begins. */
  readonly budgetSeconds: number;
}

/** What came of it: of all modules in their order, or of the first of them. */
export interface ProbeRun {
  readonly finished: readonly ImportedModule[];
  /** The module whose import ended the interpreter or did not end in time, and how that went. */
  readonly stopped?: ImportedModule;
  /** Time and memory by the module whose code asked for them: seconds and bytes. */
  readonly spent: ReadonlyMap<string, Spent>;
  /** The last lines on standard error, for the case that nothing was even begun. */
  readonly lastWords: string;
}

export interface Spent {
  readonly seconds: number;
  readonly bytes: number;
}

/** Lets one interpreter import modules until all are through, its time is up, or one of them stops it. */
export type Probe = (task: ProbeTask) => Promise<ProbeRun>;
