/** An error that the developer can fix. Its message says how, and it is printed without a stack. */
export class SetupError extends Error {}
