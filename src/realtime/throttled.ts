/** Calls at once, then at most once in so many milliseconds; what was asked for meanwhile is done at the end of them. */
export function throttled(milliseconds: number, call: () => void): () => void {
  let resting = false;
  let wanted = false;
  const go = () => {
    if (resting) {
      wanted = true;
      return;
    }
    resting = true;
    const timer = setTimeout(() => {
      resting = false;
      if (!wanted) return;
      wanted = false;
      go();
    }, milliseconds);
    timer.unref();
    call();
  };
  return go;
}
