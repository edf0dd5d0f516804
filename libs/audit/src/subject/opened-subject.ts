import type { ListedEntry, ZipProblem } from '@layerkit/zip';
import type { Layout } from '../layout/find-layout.ts';
import type { AuditSubject } from './subject.ts';

/** A subject with the facts that `openSubject` collects beyond what every auditor needs. */
export interface OpenedSubject extends AuditSubject {
  /** The size of the zip in bytes. */
  readonly bytes: number;
  /** All entries: files, directories, links, and entries that can’t be unpacked. */
  readonly entries: readonly ListedEntry[];
  /** The reasons why a strict reader would refuse the zip. */
  readonly problems: readonly ZipProblem[];
  readonly layout: Layout;
  /** Paths beside the packages that layer.json puts into the layer; each may be a file or a folder. */
  readonly places: readonly string[];
  /** Distributions that were requested by name. */
  readonly requested: ReadonlySet<string>;
}
