import type { Finding } from '@layerkit/artifact';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { sizeFindings, type Budget } from './size-findings.ts';

/** Holds the zip against Lambda’s limits and the layer’s own budget. */
export const auditSize = (subject: OpenedSubject, budget: Budget | undefined): readonly Finding[] =>
  sizeFindings({ bytes: subject.bytes, unpackedBytes: unpackedBytesOf(subject) }, budget);

/** What the whole zip unpacks to, in bytes, by its own directory. */
export const unpackedBytesOf = ({ entries }: OpenedSubject): number =>
  entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
