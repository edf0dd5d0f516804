/** The Lambda runtimes layerkit builds for (AWS Lambda developer guide, "Lambda runtimes"). */
export const runtimes = [
  'python3.9',
  'python3.10',
  'python3.11',
  'python3.12',
  'python3.13',
  'python3.14',
] as const;

export type Runtime = (typeof runtimes)[number];

/** Lambda's instruction sets, under the names its API uses. */
export const architectures = ['x86_64', 'arm64'] as const;

export type Architecture = (typeof architectures)[number];

/** What a layer is built for. Everything about the platform follows from it; nothing from the host. */
export interface Target {
  readonly runtime: Runtime;
  readonly architecture: Architecture;
}
