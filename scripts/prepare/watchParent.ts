/**
 * Ends this process, in good order, when the process that started it is gone: a killed one cannot say goodbye, and
 * what it started would stay.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  };
  setInterval(look, 250).unref();
}
