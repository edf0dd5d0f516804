/** A version to resolve as if it had a wheel for every target, and no dependencies. */
export interface SupposedWheel {
  /** Normalized (PEP 503). */
  readonly name: string;
  readonly version: string;
}

export const supposedFolder = 'supposed';

/** Returns the name of the file that uv lists if it chooses the version. */
export const supposedFile = ({ name, version }: SupposedWheel): string =>
  `${stemOf({ name, version })}-py3-none-any.whl`;

const stemOf = ({ name, version }: SupposedWheel): string =>
  [name, version].map((part) => part.replaceAll('-', '_')).join('-');

/**
 * Returns a wheel for each version, with nothing but metadata, by its path in uv's folder. As further files
 * (`--find-links`) they show what uv would resolve to if it could build those versions, without running their code.
 */
export const supposedWheels = async (
  supposed: readonly SupposedWheel[],
): Promise<Readonly<Record<string, Uint8Array>>> => {
  if (supposed.length === 0) return {};
  // Loaded only here: most locks need none
  const { strToU8, zipSync } = await import('fflate');
  return Object.fromEntries(
    supposed.map((one) => {
      const distInfo = `${stemOf(one)}.dist-info`;
      const metadata = `Metadata-Version: 2.1\nName: ${one.name}\nVersion: ${one.version}\n`;
      const wheel = zipSync({
        [`${distInfo}/METADATA`]: strToU8(metadata),
        [`${distInfo}/WHEEL`]: strToU8('Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n'),
        [`${distInfo}/RECORD`]: strToU8(''),
      });
      return [`${supposedFolder}/${supposedFile(one)}`, wheel];
    }),
  );
};
