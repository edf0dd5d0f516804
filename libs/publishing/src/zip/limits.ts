/** AWS Lambda developer guide, "Lambda quotas"; sizes in bytes. */
export const lambdaLimits = {
  /** The largest zip a request may carry; a larger one has to lie in S3. */
  zipInRequest: 52_428_800,
  /** Function and all its layers together, unpacked. */
  unpacked: 262_144_000,
  layersPerFunction: 5,
  /** Characters of a layer version’s or a function’s description. */
  description: 256,
} as const;
