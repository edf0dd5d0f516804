import { LayerkitError } from '@layerkit/failure';

export const inspectionFormats = ['table', 'json', 'html'] as const;

export type InspectionFormat = (typeof inspectionFormats)[number];

/** Parses the name of a format. @throws LayerkitError command/misused, with the known formats */
export const parseInspectionFormat = (text: string): InspectionFormat => {
  const known = inspectionFormats.find((format) => format === text);
  if (known !== undefined) return known;
  throw new LayerkitError({
    code: 'command/misused',
    message: `unknown format “${text}”`,
    hint: `Use one of: ${inspectionFormats.join(', ')}.`,
  });
};
