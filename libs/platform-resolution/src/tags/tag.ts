/** What a wheel promises to run on, or a platform to run (PEP 425): `cp312-abi3-manylinux_2_17_x86_64`. */
export interface Tag {
  readonly interpreter: string;
  readonly abi: string;
  readonly platform: string;
}

/** The tag as PEP 425 writes it. */
export const formatTag = (tag: Tag): string => `${tag.interpreter}-${tag.abi}-${tag.platform}`;
