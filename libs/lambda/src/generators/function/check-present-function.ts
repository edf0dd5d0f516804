import { parseFunctionDefinition } from '@layerkit/artifact';
import { refuseConflicts } from '@layerkit/scaffolding';
import type { WantedFunction } from './wanted-function.ts';

export interface PresentFunction extends WantedFunction {
  readonly root: string;
  /** The text of its function.json. */
  readonly present: string;
}

/**
 * Makes sure that a function which is there already is what was asked for, as far as something was said.
 * @throws LayerkitError workspace/conflict, definition/invalid
 */
export const checkPresentFunction = (wanted: PresentFunction): void => {
  const has = parseFunctionDefinition(wanted.present, `${wanted.root}/function.json`);
  refuseConflicts(wanted.name, [
    { option: 'functionName', has: has.functionName, wanted: wanted.functionName },
    { option: 'runtime', has: has.runtime, wanted: wanted.runtime },
    { option: 'architecture', has: has.architecture, wanted: wanted.architecture },
    { option: 'handler', has: has.handler, wanted: wanted.handler },
    { option: 'role', has: has.role, wanted: wanted.role },
    // their order counts
    { option: 'layers', has: has.layers.join(', '), wanted: wanted.layers?.join(', ') },
  ]);
};
