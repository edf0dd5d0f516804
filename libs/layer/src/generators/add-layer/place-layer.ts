import { LayerkitError } from '@layerkit/failure';
import type { AddLayerGeneratorSchema } from './schema.d.ts';

/** A layer and the place that was asked for, which may be none. */
export interface Wish extends Pick<AddLayerGeneratorSchema, 'function' | 'layer'> {
  readonly position: number | undefined;
}

/**
 * The layers of a function with one more among them: at its place, or last. As they are where it is one of
 * them.
 * @throws LayerkitError workspace/conflict when it is attached at another place, or there is no such place
 */
export const placeLayer = (
  layers: readonly string[],
  { layer, position, ...wish }: Wish,
): readonly string[] => {
  const has = layers.indexOf(layer) + 1;
  if (has > 0 && (position === undefined || position === has)) return layers;
  if (has > 0)
    throw new LayerkitError({
      code: 'workspace/conflict',
      message: `${layer} is attached to ${wish.function} already: it is number ${has}, not ${String(position)}`,
      hint: 'Change the order in function.json.',
    });
  const place = position ?? layers.length + 1;
  if (place >= 1 && place <= layers.length + 1) return layers.toSpliced(place - 1, 0, layer);
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `${wish.function} has ${countOf(layers.length)}: there is no place ${place}`,
    hint: layers.length === 0 ? 'Leave --position out.' : `Take one from 1 to ${layers.length + 1}.`,
  });
};

const countOf = (layers: number): string =>
  layers === 0 ? 'no layers yet' : `${layers} ${layers === 1 ? 'layer' : 'layers'}`;
