import { quotas } from './quotas.ts';
import type { Target } from './targets/target.ts';

/** AWS’s own pattern, for regions of every partition (Lambda API reference, GetLayerVersionByArn). */
const region = String.raw`(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d`;

const arnWith = (regionPart: string, namePart: string): string =>
  String.raw`arn:(?:aws[a-zA-Z-]*)?:lambda:${regionPart}:\d{12}:layer:${namePart}:\d+`;

/** The ARN of a layer version. Its parts are between colons. */
export const layerVersionArnPattern = new RegExp(
  `^${arnWith(region, String.raw`[\w-]{1,${quotas.layerNameLength}}`)}$`,
);

const placeholders = String.raw`\{(?:region|architecture|runtime)\}`;

/** An element of `layers` in function.json: a project, or the ARN of a layer version, which may have placeholders. */
export const layerReferencePattern = new RegExp(
  `^(?:(?!arn:)|${arnWith(String.raw`(?:${region}|\{region\})`, String.raw`(?:[\w-]|${placeholders})+`)}$)`,
);

/** Returns whether an element of `layers` in function.json is an ARN. Otherwise it is a project. */
export const isLayerArn = (reference: string): boolean => reference.startsWith('arn:');

/**
 * Returns an ARN of function.json with its placeholders replaced. `{runtime}` becomes `python312`, without the dot, as
 * vendors write it in the names of their layers.
 */
export const fillLayerArn = (arn: string, { runtime, architecture }: Target, inRegion: string): string =>
  arn
    .replaceAll('{region}', inRegion)
    .replaceAll('{architecture}', architecture)
    .replaceAll('{runtime}', runtime.replaceAll('.', ''));
