import { isLayerkitError } from '@layerkit/failure';
import { parseWheelFileName, type WheelFileName } from '@layerkit/platform-resolution/tags';

/** Returns the wheels among an index's files. Files with an invalid name are left out. */
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
