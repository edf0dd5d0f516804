import type { ListedEntry, ZipProblem } from '@layerkit/zip';
import type { Layout } from '../layout/find-layout.ts';
import type { AuditSubject } from './subject.ts';

/** What `openSubject` knows of the zip beyond what all auditors need. */
export interface OpenedSubject extends AuditSubject {
  /** The zip’s own size, in bytes. */
  readonly bytes: number;
  /** Everything that stands in it: directories, links, and what no one can unpack. */
  readonly entries: readonly ListedEntry[];
  /** What a strict reader would refuse the zip for. */
  readonly problems: readonly ZipProblem[];
  readonly layout: Layout;
  /** Distributions that someone asked for by name: they are not brought along unasked. */
  readonly requested: ReadonlySet<string>;
}
