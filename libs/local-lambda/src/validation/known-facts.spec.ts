import { quotas, runtimes } from '@layerkit/platform-resolution';
import { zippedLimit } from '../api/uploaded-zip.ts';
import { unpackedLimit } from '../archives/examine-zip.ts';
import { layersLimit } from '../functions/attach-layers.ts';
import { payloadLimit } from '../invocation/payload.ts';
import { creatableRuntimes, everyRuntime, previewRuntimes } from './known-runtimes.ts';

// The local Lambda has its own copies on purpose: it judges what layerkit does. Here they are held side by side.

it('known-runtimes.ts has every runtime that layerkit builds for, for layers and for functions', () => {
  const functions: readonly string[] = [...creatableRuntimes, ...previewRuntimes];
  expect(runtimes.filter((runtime) => !functions.includes(runtime))).toEqual([]);
  const layers: readonly string[] = everyRuntime;
  expect(runtimes.filter((runtime) => !layers.includes(runtime))).toEqual([]);
});

it('the local Lambda’s limits are the quotas that layerkit plans with', () => {
  expect(quotas).toMatchObject({
    zipInRequest: zippedLimit,
    unpacked: unpackedLimit,
    layersPerFunction: layersLimit,
    payload: payloadLimit,
  });
});
