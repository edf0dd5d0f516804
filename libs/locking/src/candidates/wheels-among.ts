import { isLayerkitError } from '@layerkit/failure';
import { parseWheelFileName, type WheelFileName } from '@layerkit/platform-resolution';

/** The wheels among an index's files; what bears no name that a wheel may have is left out. */
export const wheelsAmong = (fileNames: readonly string[]): readonly WheelFileName[] =>
  fileNames.flatMap((fileName) => {
    if (!fileName.endsWith('.whl')) return [];
    try {
      return [parseWheelFileName(fileName)];
    } catch (error) {
      if (isLayerkitError(error)) return [];
      throw error;
    }
  });
