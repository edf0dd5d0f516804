import type { RequiredUrl } from './url-requirement.ts';

/** A requirement and its place: `requirements.in:3`. */
export interface Requirement {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** As written: `boto3>=1.40; python_version >= "3.10"`. */
  readonly text: string;
  readonly where: string;
  /** Set if it names a URL. */
  readonly at?: RequiredUrl | undefined;
}
