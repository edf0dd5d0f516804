import type { Finding } from '@layerkit/artifact/finding';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { unpackedBytesOf } from '../../opening/open-subject.ts';
import { sizeFindings, type Budget } from './size-findings.ts';

/** Compares the size of a zip with Lambda’s quotas and the layer’s budget. */
export const auditSize = (subject: OpenedSubject, budget: Budget | undefined): readonly Finding[] =>
  sizeFindings({ bytes: subject.bytes, unpackedBytes: unpackedBytesOf(subject.entries) }, budget).map(
    (finding) =>
      finding.code === 'size/unpacked'
        ? { ...finding, message: `${finding.message}. The contents of its files were not checked` }
        : finding,
  );
