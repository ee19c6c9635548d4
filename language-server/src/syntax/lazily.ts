// What is worked out when it is first asked for.

/** Answers the same at every call; what it was made from is let go once it is known. */
export function lazily<Value>(compute: () => Value): () => Value {
  let state: { readonly value: Value } | (() => Value) = compute;
  return () => {
    if (typeof state === 'function') state = { value: state() };
    return state.value;
  };
}
