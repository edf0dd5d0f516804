import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { packagesFolderOf, unpackedTo } from '@layerkit/platform-resolution/layout';

/**
 * Returns a warning if the function’s PYTHONPATH hides its layers: it replaces the folders of layers on Python’s path
 * (recorded on Lambda).
 */
export const environmentWarnings = ({
  environment = {},
  layers = [],
  runtime,
}: Pick<FunctionDefinition, 'environment' | 'layers' | 'runtime'>): readonly string[] => {
  const path = environment['PYTHONPATH'];
  const layerPath = `${unpackedTo.layer}${packagesFolderOf(runtime)}`.slice(0, -1);
  if (typeof path !== 'string' || layers.length === 0 || path.split(':').includes(layerPath)) return [];
  return [
    `environment.PYTHONPATH in function.json removes ${layerPath} from Python’s path, so modules of layers are not found; ` +
      `set it to ${layerPath}:${path}`,
  ];
};
