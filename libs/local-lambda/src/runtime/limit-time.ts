/** Returns the value of the promise, or `late` if it takes longer than the limit in ms. */
export const limitTime = async <T>(promise: Promise<T>, limitMs: number, late: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), Math.max(0, limitMs));
  });
  try {
    return await Promise.race([promise, expired]);
  } finally {
    clearTimeout(timer);
  }
};
