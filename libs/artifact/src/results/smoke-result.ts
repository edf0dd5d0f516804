import { z } from 'zod';

const reportSchema = z.strictObject({
  requestId: z.string(),
  durationMs: z.number(),
  billedDurationMs: z.number().optional(),
  memorySizeMb: z.number().optional(),
  maxMemoryUsedMb: z.number().optional(),
  initDurationMs: z.number().optional().meta({ description: 'Present only for a cold start.' }),
  restoreDurationMs: z.number().optional(),
  status: z.string().optional(),
  errorType: z.string().optional(),
});

const initReportSchema = z.strictObject({
  durationMs: z.number(),
  phase: z.string().optional(),
  status: z.string().optional(),
  errorType: z.string().optional(),
});

const problemSchema = z.strictObject({
  kind: z.enum(['invocation', 'status', 'function-error', 'log', 'expectation', 'budget']),
  message: z.string(),
  hint: z.string().optional(),
  knownFailure: z
    .string()
    .optional()
    .meta({ description: 'The known failure that this problem matches, if any.' }),
});

const caseSchema = z.strictObject({
  name: z.string(),
  passed: z.boolean(),
  variables: z.array(z.string()).optional().meta({
    description:
      'Names of the variables of its own. The case ran in a temporary copy of the function that has them.',
  }),
  status: z.int().optional().meta({ description: 'HTTP status. Absent if there was no response.' }),
  functionError: z.string().optional(),
  report: reportSchema.optional().meta({ description: 'The figures of the invocation’s REPORT line.' }),
  initReports: z.array(initReportSchema),
  problems: z.array(problemSchema),
  notices: z.array(z.string()).meta({ description: 'Observations that do not fail the case.' }),
  logLines: z.array(z.string()),
  payload: z
    .unknown()
    .optional()
    .meta({ description: 'The response: the parsed value if it is JSON, otherwise its text.' }),
});

/** `smoke.json`: the results of the last run of smoke, passed or failed. */
export const smokeResultSchema = z.strictObject({
  schema: z.literal('layerkit/smoke/1'),
  functionName: z.string(),
  passed: z.boolean(),
  cases: z.array(caseSchema),
});
