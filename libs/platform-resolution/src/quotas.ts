/** AWS Lambda’s quotas (developer guide, "Lambda quotas"; API reference for lengths). */
export const quotas = {
  /** Bytes of a zip sent in a request. Larger zips must come from S3. */
  zipInRequest: 52_428_800,
  /** Unpacked bytes of a function and its layers together. */
  unpacked: 262_144_000,
  layersPerFunction: 5,
  /** The number of runtimes that a layer version may declare; below, of architectures. */
  compatibleRuntimes: 15,
  compatibleArchitectures: 2,
  /** Bytes of the event of a synchronous invocation. */
  payload: 6_291_456,
  /** Maximum lengths of texts, in characters. */
  layerNameLength: 140,
  functionNameLength: 64,
  descriptionLength: 256,
  licenseInfoLength: 512,
  handlerLength: 128,
  memoryMb: { min: 128, max: 10_240 },
  timeoutSeconds: 900,
  /** The size of /tmp that a function has by default. */
  tmpMb: 512,
  largestTmpMb: 10_240,
  /** Of a function’s VPC configuration. */
  subnets: 16,
  securityGroups: 5,
  /** Tags of a function. */
  tags: 50,
  /** Bytes of all environment variables, as JSON. */
  environment: 4096,
  /** Processes and threads together: RLIMIT_NPROC as recorded. The guide says 1,024. */
  processes: 742,
  openFiles: 1024,
  /** Bytes of memory that a process can lock, and of its core file, as recorded. */
  lockedBytes: 65_536,
  coreBytes: 10_737_418_240,
} as const;
