import { quotas, runtimes } from '@layerkit/platform-resolution';
import { zippedLimit } from '../api/uploaded-zip.ts';
import { unpackedLimit } from '../uploaded-code/check-uploaded-code.ts';
import { layersLimit } from '../functions/attach-layers.ts';
import { payloadLimit } from '../invocation/payload.ts';
import { creatableRuntimes, everyRuntime, newerRuntimes } from './known-runtimes.ts';

// The local Lambda has its own copies of these facts, because it tests what layerkit does. These tests compare them.

it('the local Lambda accepts every runtime that layerkit builds for, in layers and functions', () => {
  const functions: readonly string[] = [...creatableRuntimes, ...newerRuntimes];
  expect(runtimes.filter((runtime) => !functions.includes(runtime))).toEqual([]);
  const layers: readonly string[] = everyRuntime;
  expect(runtimes.filter((runtime) => !layers.includes(runtime))).toEqual([]);
});

it('the limits of the local Lambda equal layerkit’s quotas', () => {
  expect(quotas).toMatchObject({
    zipInRequest: zippedLimit,
    unpacked: unpackedLimit,
    layersPerFunction: layersLimit,
    payload: payloadLimit,
  });
});
