import type { Sha256 } from '@layerkit/artifact';
import type { Architecture, Runtime } from '@layerkit/platform-resolution';

/** The part of a function’s configuration that function.json governs. */
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

/** The same as AWS reports it: others may have set what layerkit does not know. */
export interface ReportedConfiguration extends Omit<
  FunctionConfiguration,
  'runtime' | 'environment' | 'logFormat'
> {
  readonly runtime: string;
  /** `undefined` where AWS would not decrypt it. */
  readonly environment: Readonly<Record<string, string>> | undefined;
  readonly logFormat: string;
}

/** A function as AWS reports it. */
export interface FunctionState {
  readonly functionName: string;
  readonly arn: string;
  readonly architecture: string;
  /** CodeSha256: Lambda’s own digest of the code’s zip. */
  readonly codeSha256: Sha256;
  readonly configuration: ReportedConfiguration;
  readonly revisionId: string;
  /** Pending, Active, Inactive or Failed. */
  readonly state: string;
  readonly stateReason?: string | undefined;
  /** Successful, InProgress or Failed; a function just created has none. */
  readonly lastUpdateStatus?: string | undefined;
  readonly lastUpdateReason?: string | undefined;
}

export interface NewFunction {
  readonly functionName: string;
  readonly architecture: Architecture;
  readonly configuration: FunctionConfiguration;
  readonly zip: Uint8Array;
}

interface NewCode {
  readonly functionName: string;
  readonly architecture: Architecture;
  readonly zip: Uint8Array;
  /** The revision this change was planned on. */
  readonly revisionId: string;
}

interface NewConfiguration {
  readonly functionName: string;
  /** Only what is to change. */
  readonly changes: Partial<FunctionConfiguration>;
  /** The revision this change was planned on. */
  readonly revisionId: string;
}

/** What AWS says to a change: taken, or one of the two refusals that time can cure. */
export type WriteOutcome =
  | { readonly status: 'accepted'; readonly state: FunctionState }
  /** Someone else changed, is changing or created the function since it was last looked at. */
  | { readonly status: 'overtaken'; readonly reason: string }
  /** Lambda can’t assume the role, or not yet: a new role takes seconds to be known everywhere. */
  | { readonly status: 'role-not-assumable'; readonly reason: string };

/** The port to Lambda’s functions. All of its methods throw LayerkitError aws/*. */
export interface Functions {
  /** `undefined` when there is no function of this name. */
  get(functionName: string): Promise<FunctionState | undefined>;
  create(request: NewFunction): Promise<WriteOutcome>;
  updateCode(request: NewCode): Promise<WriteOutcome>;
  updateConfiguration(request: NewConfiguration): Promise<WriteOutcome>;
}
