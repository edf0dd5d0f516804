import { readLayerArtifact } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import { verifyLayer } from '@layerkit/verification';
import { untilSignalled } from '../../src/executors/verify/until-signalled.ts';

// Verifies the layer in a folder until a signal arrives, and prints the error.

const artifact = await readLayerArtifact(process.argv[2] ?? '');
process.stdout.write('started\n');
try {
  await untilSignalled('nothing is left', (signal) => verifyLayer({ artifact, signal }));
} catch (error) {
  if (!isLayerkitError(error)) throw error;
  process.stdout.write(`${error.code}: ${error.message}\n`);
}
