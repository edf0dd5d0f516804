import type { Inspection } from '@layerkit/artifact';

/** A file of the zip, for the picture of sizes. */
interface ReportedFile {
  /** As it stands in the zip. */
  readonly path: string;
  /** The distribution it came from; absent where none claims it. */
  readonly package?: string | undefined;
  readonly zippedBytes: number;
}

export interface Report {
  readonly inspection: Inspection;
  readonly files: readonly ReportedFile[];
  /** Where the inspection was made: `linux/x86_64`. */
  readonly host: string;
}
