import type { Finding, IgnoredFinding } from '@layerkit/artifact/finding';
import type { Target } from '@layerkit/platform-resolution';
import type { OpenedSubject } from '../subject/opened-subject.ts';

/** A zip of a stack, opened for the target of the stack. */
export interface StackZip {
  /** Its name in messages: a project, a path or an ARN. */
  readonly name: string;
  readonly subject: OpenedSubject;
  /** The targets that it was made for; none if they are unknown. */
  readonly targets: readonly Target[];
  /** Findings of its own audit that its definition ignores. */
  readonly ignored: readonly IgnoredFinding[];
  /** Error findings of its own audit for the target of the stack. */
  readonly errors: readonly Finding[];
}

/** A layer of a stack that could not be read. */
export interface UnreadLayer {
  /** Its ARN. */
  readonly name: string;
  readonly reason: string;
}

/** A function with its layers, as plain data. */
export interface Stack {
  readonly target: Target;
  /** Lambda unpacks it to /var/task, which comes first on sys.path. Undefined if only the layers are known. */
  readonly code?: StackZip | undefined;
  /** In the order in which Lambda unpacks them over /opt: a later layer overwrites an earlier one. */
  readonly layers: readonly StackZip[];
  /** Layers between or around those, whose content is unknown. */
  readonly unread: readonly UnreadLayer[];
}
