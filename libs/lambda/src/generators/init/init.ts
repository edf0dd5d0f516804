import { asGenerator, setUpWorkspace } from '@layerkit/scaffolding';
import type { InitGeneratorSchema } from './schema.d.ts';

export default asGenerator((tree, options: InitGeneratorSchema) =>
  setUpWorkspace(tree, { ...options, plugins: ['layer', 'lambda'] }),
);
