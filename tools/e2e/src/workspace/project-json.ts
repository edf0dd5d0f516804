/**
 * Returns the text of a project.json whose Nx targets are executors of one plugin, each under its own name.
 * @param more additional fields
 */
export const projectJson = (
  name: string,
  { plugin, targets, ...more }: ProjectWiring & Readonly<Record<string, unknown>>,
): string =>
  json({
    name,
    ...more,
    targets: Object.fromEntries(
      targets.map((target) => [target, { executor: `@layerkit/${plugin}:${target}` }]),
    ),
  });

interface ProjectWiring {
  readonly plugin: 'layer' | 'lambda';
  readonly targets: readonly string[];
}

/** Returns the text of a JSON file as people write it. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
