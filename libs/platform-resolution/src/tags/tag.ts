/** A compatibility tag (PEP 425): `cp312-abi3-manylinux_2_17_x86_64`. */
export interface Tag {
  readonly interpreter: string;
  readonly abi: string;
  readonly platform: string;
}

/** Formats a tag as in PEP 425. */
export const formatTag = (tag: Tag): string => `${tag.interpreter}-${tag.abi}-${tag.platform}`;
