// Made from schema.json by npm run schemas
export type BuildExecutorOptions = Readonly<Record<string, never>>;
