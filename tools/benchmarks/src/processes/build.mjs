// Builds a layer as the executor does, without Nx: node build.mjs PROJECT_ROOT OUTPUT_ROOT PRUNE TARGET...
// PRUNE is `all` for the rules of layer.json, or `none`.
import { readLayerDefinition } from '@layerkit/artifact/definition';
import { parseTarget } from '@layerkit/platform-resolution';
import { buildLayer } from '@layerkit/packaging';

const [projectRoot = '', outputRoot = '', prune = '', ...targets] = process.argv.slice(2);
const named = await readLayerDefinition(projectRoot);
const definition = prune === 'none' ? { ...named, prune: [] } : named;
for (const target of targets)
  await buildLayer({ projectRoot, outputRoot, definition, target: parseTarget(target), offline: true });
