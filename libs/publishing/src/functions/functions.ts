import type { Sha256 } from '@layerkit/artifact/digest';
import type { Architecture, Runtime } from '@layerkit/platform-resolution';

export type Tags = Readonly<Record<string, string>>;

/** The part of a function’s configuration that function.json can set. */
export interface FunctionConfiguration {
  readonly runtime: Runtime;
  readonly handler: string;
  readonly role: string;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The values may be secrets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: 'Text' | 'JSON';
  /** ARNs of layer versions, in the order Lambda merges them. */
  readonly layers: readonly string[];
}

/** The configuration as AWS reports it. Others may have set values that layerkit does not know. */
export interface ReportedConfiguration extends Omit<
  FunctionConfiguration,
  'runtime' | 'environment' | 'logFormat'
> {
  readonly runtime: string;
  /** `undefined` if AWS could not decrypt it. */
  readonly environment: Readonly<Record<string, string>> | undefined;
  readonly logFormat: string;
}

/** The values that function.json states. A field without a value stays as it is on AWS. */
export type StatedConfiguration = {
  readonly [Field in keyof FunctionConfiguration]?: FunctionConfiguration[Field] | undefined;
};

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

/** The port to Lambda’s functions. All of its methods throw LayerkitError aws/*. */
export interface Functions {
  /** Returns `undefined` if there is no function with this name. */
  get(functionName: string): Promise<FunctionState | undefined>;
  create(request: NewFunction): Promise<WriteOutcome>;
  updateCode(request: NewCode): Promise<WriteOutcome>;
  updateConfiguration(request: NewConfiguration): Promise<WriteOutcome>;
  /** Sets and removes tags. Tags that the request does not name stay. */
  updateTags(request: TagChange): Promise<void>;
}
