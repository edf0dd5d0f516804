/** Lambda's instruction sets, as its API names them. */
export const architectures = ['x86_64', 'arm64'] as const;

export type Architecture = (typeof architectures)[number];
