// What an executor does, without Nx: node build.mjs PROJECT_ROOT OUTPUT_ROOT TARGET...
import { readLayerDefinition } from '@layerkit/artifact';
import { buildLayer } from '@layerkit/packaging';
import { parseTarget } from '@layerkit/platform-resolution';

const [projectRoot = '', outputRoot = '', ...targets] = process.argv.slice(2);
const definition = await readLayerDefinition(projectRoot);
for (const target of targets)
  await buildLayer({ projectRoot, outputRoot, definition, target: parseTarget(target), offline: true });
