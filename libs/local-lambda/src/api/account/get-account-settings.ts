import { z } from 'zod';
import { unpackedLimit } from '../../archives/examine-zip.ts';
import { jsonReply } from '../reply.ts';
import { readRegion } from '../../service.ts';
import type { RegionState } from '../../state/state.ts';
import { operation } from '../operation.ts';
import { zippedLimit } from '../uploaded-zip.ts';

/** A new account's limits (AWS Lambda developer guide, "Quotas"): 75 GB of code and 1,000 at a time. */
const codeStorageLimit = 75 * 1024 ** 3;
const concurrencyLimit = 1000;

export const getAccountSettings = operation({
  name: 'GetAccountSettings',
  members: z.object({}),
  handle: (_request, call) => {
    const region = readRegion(call);
    return jsonReply(200, {
      AccountLimit: {
        TotalCodeSize: codeStorageLimit,
        CodeSizeUnzipped: unpackedLimit,
        CodeSizeZipped: zippedLimit,
        ConcurrentExecutions: concurrencyLimit,
        UnreservedConcurrentExecutions: concurrencyLimit,
      },
      AccountUsage: {
        TotalCodeSize: codeSize(region),
        FunctionCount: Object.keys(region.functions).length,
      },
    });
  },
});

const codeSize = (region: RegionState): number =>
  [
    ...Object.values(region.functions).map(({ current }) => current.code.size),
    ...Object.values(region.layers).flatMap(({ versions }) => versions.map(({ archive }) => archive.size)),
  ].reduce((sum, size) => sum + size, 0);
