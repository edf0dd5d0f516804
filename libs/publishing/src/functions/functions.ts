import type { Sha256 } from '@layerkit/artifact/digest';
import type { Architecture } from '@layerkit/platform-resolution';
import type { ReportedConfiguration, StatedConfiguration } from './function-configuration.ts';

export type Tags = Readonly<Record<string, string>>;

/** When Lambda updates the patch version of a function’s runtime. */
export interface RuntimeManagement {
  readonly updateOn: 'Auto' | 'FunctionUpdate' | 'Manual';
  /** ARN of the runtime version, only for `Manual`. */
  readonly version?: string | undefined;
}

/** A function as AWS reports it. */
export interface FunctionState {
  readonly functionName: string;
  readonly arn: string;
  readonly architecture: string;
  /** CodeSha256: Lambda’s digest of the code’s zip. */
  readonly codeSha256: Sha256;
  readonly configuration: ReportedConfiguration;
  /** `undefined` if these credentials may not read them. */
  readonly tags: Tags | undefined;
  /** `null` if none is reserved. */
  readonly reservedConcurrency: number | null;
  readonly revisionId: string;
  /** Pending, Active, Inactive or Failed. */
  readonly state: string;
  readonly stateReason?: string | undefined;
  /** Successful, InProgress or Failed; absent for a new function. */
  readonly lastUpdateStatus?: string | undefined;
  readonly lastUpdateReason?: string | undefined;
}

export interface NewFunction {
  readonly functionName: string;
  readonly architecture: Architecture;
  /** Lambda’s defaults apply to fields without a value. */
  readonly configuration: StatedConfiguration;
  readonly tags?: Tags | undefined;
  readonly zip: Uint8Array;
}

interface NewCode {
  readonly functionName: string;
  readonly architecture: Architecture;
  readonly zip: Uint8Array;
  /** The revision that the change is based on. */
  readonly revisionId: string;
}

interface NewConfiguration {
  readonly functionName: string;
  /** Only the fields that change. */
  readonly changes: StatedConfiguration;
  /** The revision that the change is based on. */
  readonly revisionId: string;
}

interface TagChange {
  /** ARN of the function. */
  readonly arn: string;
  readonly set: Tags;
  /** Keys of tags to remove. */
  readonly remove: readonly string[];
}

/** AWS’s answer to a change: accepted, or one of the two refusals that a retry can cure. */
export type WriteOutcome =
  | { readonly status: 'accepted' }
  /** Someone else changed or created the function since it was last read, or is changing it now. */
  | { readonly status: 'overtaken'; readonly reason: string }
  /** Lambda can’t assume the role, or not yet: a new role takes seconds to propagate. */
  | { readonly status: 'role-not-assumable'; readonly reason: string };

export interface LocatedCode {
  readonly sha256: Sha256;
  /** Must not be printed. */
  readonly location: string | undefined;
}

/** The port to Lambda’s functions. All of its methods throw LayerkitError aws/*. */
export interface Functions {
  /** Returns `undefined` if there is no function with this name. */
  get(functionName: string): Promise<FunctionState | undefined>;
  create(request: NewFunction): Promise<WriteOutcome>;
  updateCode(request: NewCode): Promise<WriteOutcome>;
  updateConfiguration(request: NewConfiguration): Promise<WriteOutcome>;
  /** Sets and removes tags. Tags that the request does not name stay. */
  updateTags(request: TagChange): Promise<void>;
  /** Reserves concurrent executions, or none for `null`. */
  reserveConcurrency(functionName: string, executions: number | null): Promise<void>;
  /** Reads when the runtime is updated, which `get` does not tell. */
  getRuntimeManagement(functionName: string): Promise<RuntimeManagement>;
  /**
   * Returns the digest of a function’s code and a signed URL that lets anyone read it for ten minutes; no URL for a
   * container image, and `undefined` if the function does not exist.
   */
  locateCode(functionName: string): Promise<LocatedCode | undefined>;
  setRuntimeManagement(functionName: string, management: RuntimeManagement): Promise<void>;
}
