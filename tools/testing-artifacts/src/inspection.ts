import { inspectionSchema, type Inspection } from '@layerkit/artifact/inspection';

const sha256 = 'a'.repeat(64);

/** Returns an inspection of a small layer without errors, with the given fields replaced. */
export const inspectionOf = (fields: Partial<Record<keyof Inspection, unknown>> = {}): Inspection =>
  inspectionSchema.parse({
    schema: 'layerkit/inspection/1',
    target: { runtime: 'python3.12', architecture: 'x86_64' },
    zip: { file: 'layer.zip', sha256, bytes: 1000, unpackedBytes: 3000, entries: 2 },
    findings: [],
    ignored: [],
    packages: [],
    unclaimed: { files: 0, zippedBytes: 0, unpackedBytes: 0 },
    binaries: [],
    ...fields,
  });
