import { z } from 'zod';
import { inspectionSchema } from '../inspection/inspection.ts';
import { stackInspectionSchema } from '../inspection/stack-inspection.ts';
import { functionManifestSchema } from '../manifest/function-manifest.ts';
import { layerManifestSchema } from '../manifest/layer-manifest.ts';
import { verificationSchema } from '../manifest/verification.ts';
import { failureResultSchema } from './failure-result.ts';
import { resultSchemas } from './results.ts';

/** Returns the JSON Schemas of all results that layerkit writes for machines, by name. */
export const resultJsonSchemas = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries({
      'layer-manifest': layerManifestSchema,
      'function-manifest': functionManifestSchema,
      inspection: inspectionSchema,
      'stack-inspection': stackInspectionSchema,
      verification: verificationSchema,
      failure: failureResultSchema,
      ...resultSchemas,
    }).map(([name, schema]) => [name, z.toJSONSchema(schema)]),
  );
