/** Returns a function that does its work only once for each key. */
export const onceForEach = <Rest extends readonly unknown[], Value>(
  work: (key: string, ...rest: Rest) => Promise<Value>,
): ((key: string, ...rest: Rest) => Promise<Value>) => {
  const started = new Map<string, Promise<Value>>();
  return (key, ...rest) => {
    const known = started.get(key) ?? work(key, ...rest);
    started.set(key, known);
    return known;
  };
};
