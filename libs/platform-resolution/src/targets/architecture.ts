/** Lambda's instruction sets, under the names its API uses. */
export const architectures = ['x86_64', 'arm64'] as const;

export type Architecture = (typeof architectures)[number];
