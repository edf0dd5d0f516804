import type { Inspection } from '@layerkit/artifact/inspection';

/** A file of the zip, for the size map. */
interface ReportedFile {
  /** The path in the zip. */
  readonly path: string;
  /** The distribution it came from; absent if none claims it. */
  readonly package?: string | undefined;
  readonly zippedBytes: number;
}

export interface Report {
  readonly inspection: Inspection;
  readonly files: readonly ReportedFile[];
  /** The platform of the host that ran the inspection: `linux/x86_64`. */
  readonly host: string;
}
