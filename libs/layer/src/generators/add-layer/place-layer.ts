import { LayerkitError } from '@layerkit/failure';
import type { AddLayerGeneratorSchema } from './schema.d.ts';

/** The function, the layer to attach, and its position, counted from 1. */
export interface Placement extends Pick<AddLayerGeneratorSchema, 'function' | 'layer'> {
  readonly position: number | undefined;
}

/**
 * Returns the layers of a function with one more at its position, by default the last. Returns them unchanged
 * if it is already attached.
 * @throws LayerkitError workspace/conflict if it is attached at another position, or the position is out of
 * range
 */
export const placeLayer = (
  layers: readonly string[],
  { layer, position, ...placement }: Placement,
): readonly string[] => {
  const has = layers.indexOf(layer) + 1;
  if (has > 0 && (position === undefined || position === has)) return layers;
  if (has > 0)
    throw new LayerkitError({
      code: 'workspace/conflict',
      message: `${layer} is already attached to ${placement.function} at position ${has}, not ${String(position)}`,
      hint: 'Change the order in function.json.',
    });
  const place = position ?? layers.length + 1;
  if (place >= 1 && place <= layers.length + 1) return layers.toSpliced(place - 1, 0, layer);
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `invalid position ${place}: ${placement.function} has ${countOf(layers.length)}`,
    hint: layers.length === 0 ? 'Omit --position.' : `Use a position from 1 to ${layers.length + 1}.`,
  });
};

const countOf = (layers: number): string =>
  layers === 0 ? 'no layers yet' : `${layers} ${layers === 1 ? 'layer' : 'layers'}`;
