/** AWS Lambda’s quotas (developer guide, "Lambda quotas"; API reference for lengths). Each figure is here once. */
export const quotas = {
  /** Bytes of a zip sent within a request; larger ones have to come from S3. */
  zipInRequest: 52_428_800,
  /** Bytes unpacked, of a function and its layers together. */
  unpacked: 262_144_000,
  layersPerFunction: 5,
  /** How many of each a layer version may name. */
  compatibleRuntimes: 15,
  compatibleArchitectures: 2,
  /** Bytes of the event of a synchronous invocation. */
  payload: 6_291_456,
  /** Longest texts, in characters. */
  layerNameLength: 140,
  functionNameLength: 64,
  descriptionLength: 256,
  licenseInfoLength: 512,
  handlerLength: 128,
  memoryMb: { min: 128, max: 10_240 },
  timeoutSeconds: 900,
} as const;
