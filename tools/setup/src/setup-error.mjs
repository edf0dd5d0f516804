/** What a person can mend: its message says how, so that no stack is shown. */
export class SetupError extends Error {}
