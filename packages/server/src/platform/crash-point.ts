/** A named moment at which the test of cuts kills this process as a power failure would; in daily work one comparison. */
const wanted = process.env.CONGVAN_KILL_AT

export function crashPoint(name: string): void {
  if (wanted !== name) return
  process.kill(process.pid, 'SIGKILL')
  // The signal may take a moment: nothing more happens here.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
