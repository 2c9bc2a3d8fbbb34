/**
 * `make`, worked out once for each object, and kept as long as the object lives. For what is derived from one object alone
 * (a resource instance, a group rule): objects that an edit does not touch stay the same ones, and so cost nothing again.
 */
export function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const results = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    results.set(key, { value });
    return value;
  };
}
