import type { Finding } from '@layerkit/artifact/finding';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { sizeFindings, type Budget } from './size-findings.ts';

/** Compares the size of a zip with Lambda’s quotas and the layer’s budget. */
export const auditSize = (subject: OpenedSubject, budget: Budget | undefined): readonly Finding[] =>
  sizeFindings({ bytes: subject.bytes, unpackedBytes: unpackedBytesOf(subject) }, budget);

/** Returns the unpacked size of a zip in bytes, according to its directory. */
export const unpackedBytesOf = ({ entries }: OpenedSubject): number =>
  entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
