import { z } from 'zod';
import { environmentDefinition } from './function-environment.ts';

/** A case of `smoke` in `function.json`. */
export const smokeCase = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .meta({ description: 'Name of the case in the report.', examples: ['imports'] }),
    event: z
      .json()
      .default({})
      .meta({
        description: 'The event that the function is invoked with.',
        examples: [{ action: 'ping' }],
      }),
    expect: z
      .json()
      .optional()
      .meta({
        description:
          'The expected response. Objects may have more keys than listed here; everything else must be equal.',
        examples: [{ ok: true }],
      }),
    expectError: z
      .record(z.string(), z.json())
      .optional()
      .meta({
        description:
          'The expected error, instead of a response: the case fails if the function succeeds. The fields are those of Lambda’s answer, errorType and errorMessage; fields that are not listed may have any value.',
        examples: [{ errorType: 'ValueError' }],
      }),
    environment: environmentDefinition.optional().meta({
      description:
        'Environment variables for this case only, such as the address of a stub: in addition to those of the function, or instead of them. The case runs in a temporary copy of the deployed function, which is deleted afterwards; the function itself never gets them.',
      examples: [{ PAYMENTS_URL: 'https://stub.example.com' }],
    }),
    budget: z
      .strictObject({
        durationMs: z.number().positive().optional().meta({ description: 'Duration, in ms.' }),
        initDurationMs: z
          .number()
          .positive()
          .optional()
          .meta({ description: 'Init Duration, in ms; only a cold start has one.' }),
        maxMemoryMb: z.number().positive().optional().meta({ description: 'Max Memory Used, in MB.' }),
      })
      .optional()
      .meta({
        description: 'Upper limits for the figures of the REPORT line.',
        examples: [{ durationMs: 2000, maxMemoryMb: 200 }],
      }),
  })
  .refine(({ expect, expectError }) => expect === undefined || expectError === undefined, {
    path: ['expectError'],
    message: 'can’t be combined with expect',
  });
