import { z } from 'zod';
import { inspectionSchema } from './inspection.ts';

/** The JSON Schema of what inspect reports, for whoever reads it by machine. */
export const inspectionJsonSchema = (): unknown => z.toJSONSchema(inspectionSchema);
