import type { Inspection } from '@layerkit/artifact/inspection';
import type { Verification } from '@layerkit/artifact/verification';

/** A file of the zip, for the size map. */
interface ReportedFile {
  /** The path in the zip. */
  readonly path: string;
  /** The distribution it came from; absent if none claims it. */
  readonly package?: string | undefined;
  readonly zippedBytes: number;
  readonly unpackedBytes: number;
}

/** The facts about a layer in the files next to its zip. */
export interface KnownLayer {
  /** The name in AWS. */
  readonly layerName: string;
  /** The published layer version with the bytes of this zip. */
  readonly version?: number | undefined;
  /** The last result of verify for the bytes of this zip. */
  readonly verification?: Verification | undefined;
}

export interface Report {
  readonly inspection: Inspection;
  readonly files: readonly ReportedFile[];
  /** For each package, the packages that only it brings in. */
  readonly broughtAlone?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly layer?: KnownLayer | undefined;
  readonly run: InspectionRun;
}

/** When and where an inspection ran. */
export interface InspectionRun {
  readonly at: Date;
  /** The platform of the host: `linux/x86_64`. */
  readonly host: string;
}

/** Returns the time and the host of this run. */
export const thisRun = (): InspectionRun => ({ at: new Date(), host: `${process.platform}/${process.arch}` });
