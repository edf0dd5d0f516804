import { z } from 'zod';
import { unpackedLimit } from '../../uploaded-code/check-uploaded-code.ts';
import { jsonReply } from '../reply.ts';
import { readRegion } from '../../service.ts';
import type { RegionState } from '../../state/state.ts';
import { operation } from '../operation.ts';
import { zippedLimit } from '../uploaded-zip.ts';

/** The limits of a new account: 75 GB of code, 1,000 concurrent invocations (developer guide, "Quotas"). */
const codeStorageLimit = 75 * 1024 ** 3;
export const concurrencyLimit = 1000;

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
        UnreservedConcurrentExecutions: concurrencyLimit - reservedConcurrency(region),
      },
      AccountUsage: {
        TotalCodeSize: codeSize(region),
        FunctionCount: Object.keys(region.functions).length,
      },
    });
  },
});

const reservedConcurrency = ({ functions }: RegionState): number =>
  Object.values(functions).reduce((sum, { reservedConcurrency: reserved = 0 }) => sum + reserved, 0);

const codeSize = (region: RegionState): number =>
  [
    ...Object.values(region.functions).map(({ current }) => current.code.size),
    ...Object.values(region.layers).flatMap(({ versions }) => versions.map(({ archive }) => archive.size)),
  ].reduce((sum, size) => sum + size, 0);
