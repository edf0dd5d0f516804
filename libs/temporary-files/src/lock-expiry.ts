/** Milliseconds after which the lock of a killed process is taken over. A running process renews its lock. */
export const lockExpiry = 5000;
