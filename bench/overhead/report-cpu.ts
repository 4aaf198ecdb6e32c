/** Loaded into each measured server: tells the processor time it has taken so far when it is asked. */
process.on('message', (message) => {
  if (message === 'cpu') process.send?.(process.cpuUsage());
});
process.channel?.unref();
