import { basename } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import type { Inspection } from '@layerkit/artifact/inspection';
import { LayerkitError, messageOf } from '@layerkit/failure';
import { auditLayer, type AuditRequest } from '../auditors/audit-layer.ts';
import { listBinaries } from '../auditors/binaries/list-binaries.ts';
import { type SubjectRequest, unpackedBytesOf } from '../opening/open-subject.ts';
import { describeSizes } from '../auditors/size/describe-sizes.ts';
import { markerEnvironment } from '@layerkit/platform-resolution/requirements';
import { allBroughtAlone } from '../why/brought-alone.ts';
import { describeBinaries } from './describe-binaries.ts';
import { listFiles, type InspectedFile } from './list-files.ts';

/** A zip to inspect, with its name and what is known about its origin. */
export interface ZipUnderInspection extends Omit<SubjectRequest, 'target'> {
  readonly name?: string | undefined;
  /** The layer’s own requirements, if known. The zip does not record the extras that they ask for. */
  readonly requirements?: readonly string[] | undefined;
}

/** The part of an inspection that is about one zip. */
export type ZipInspection = Omit<Inspection, 'schema' | 'target' | 'baseline'>;

export interface InspectedZip {
  readonly facts: ZipInspection;
  readonly files: readonly InspectedFile[];
  /** The packages that only one package brings in, by its name; undefined for a zip with too many packages. */
  readonly broughtAlone: ReadonlyMap<string, readonly string[]> | undefined;
}

/**
 * Inspects one zip.
 * @throws LayerkitError inspect/unreadable
 */
export const inspectZip = async (request: ZipUnderInspection & AuditRequest): Promise<InspectedZip> => {
  const { zipPath, name = basename(zipPath) } = request;
  const sha256 = await sha256OfFile(zipPath).catch((cause: unknown) => {
    throw unreadable(zipPath, cause);
  });
  const { subject, findings, ignored } = await auditLayer(request);
  const { distributions, rest } = describeSizes(subject, request.requirements);
  const binaries = await listBinaries(subject);
  const facts: ZipInspection = {
    zip: {
      file: name,
      sha256,
      bytes: subject.bytes,
      unpackedBytes: unpackedBytesOf(subject.entries),
      entries: subject.entries.length,
    },
    findings: [...findings],
    ignored: [...ignored],
    packages: distributions.map((found) => ({ ...found, requiredBy: [...found.requiredBy] })),
    unclaimed: rest,
    binaries: [...describeBinaries(binaries, { findings, ignored })],
  };
  const broughtAlone = allBroughtAlone({
    distributions: subject.distributions,
    requirements: (request.requirements ?? []).map((text) => ({ text, where: '' })),
    environment: markerEnvironment(request.target),
  });
  return { facts, files: listFiles(subject), broughtAlone };
};

/** Returns the error for a zip that can’t be read at all. */
export const unreadable = (zipPath: string, cause: unknown): LayerkitError =>
  new LayerkitError({
    code: 'inspect/unreadable',
    message: `${zipPath} can’t be read: ${messageOf(cause)}`,
    hint: 'Pass the path of a zip or the ARN of a layer version.',
    cause,
  });
