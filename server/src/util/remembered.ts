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

/**
 * `make`, worked out once for lists of the same objects in the same order: for what is derived from several objects, each
 * of which stays the same one until it changes. The result of the last list with the same first object is kept.
 */
export function rememberedForList<K extends object, V>(
  make: (keys: readonly K[]) => V,
): (keys: readonly K[]) => V {
  const results = new WeakMap<K, { readonly keys: readonly K[]; readonly value: V }>();
  return (keys) => {
    const [first] = keys;
    if (first === undefined) return make(keys);
    const known = results.get(first);
    if (known?.keys.length === keys.length && known.keys.every((key, index) => key === keys[index]))
      return known.value;
    const value = make(keys);
    results.set(first, { keys, value });
    return value;
  };
}
