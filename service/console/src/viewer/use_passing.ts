import { useEffect, useState } from "react";

/** A state that goes away by itself some time after it was set. */
export function usePassing<T>(milliseconds: number): [T | undefined, (value: T | undefined) => void] {
  const [value, setValue] = useState<T | undefined>();
  useEffect(() => {
    if (value === undefined) return undefined;
    const timer = window.setTimeout(() => setValue(undefined), milliseconds);
    return () => window.clearTimeout(timer);
  }, [value, milliseconds]);
  return [value, setValue];
}
