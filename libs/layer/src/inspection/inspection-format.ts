import { LayerkitError } from '@layerkit/failure';

export const inspectionFormats = ['table', 'json', 'html'] as const;

export type InspectionFormat = (typeof inspectionFormats)[number];

/** @throws LayerkitError command/misused, naming the formats there are */
export const parseInspectionFormat = (text: string): InspectionFormat => {
  const known = inspectionFormats.find((format) => format === text);
  if (known !== undefined) return known;
  throw new LayerkitError({
    code: 'command/misused',
    message: `“${text}” is no format of an inspection`,
    hint: `Formats: ${inspectionFormats.join(', ')}.`,
  });
};
